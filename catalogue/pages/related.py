"""What else one may look at beside a product: more of its maker, more of its place."""

from django.core.cache import cache
from django.db.models import Subquery
from django.utils.timezone import localdate

from catalogue.models import Product

MOST = 4
SECONDS = 600


def neighbours_of(pk: int) -> list[int]:
    """Keys of goods of the same maker and of the same province, at most `MOST` of each; remembered for ten minutes.

    Whether they may be shown and sold is asked anew of each whenever they are shown.
    """
    return cache.get_or_set(f"catalogue.pages.neighbours.{pk}", lambda: _found(pk), SECONDS) or []


def parted(product, goods: list) -> tuple[list, list]:
    """Those of the same maker, and the others, which are of the same place."""
    same = [other for other in goods if other.producer_id == product.producer_id]
    return same, [other for other in goods if other.producer_id != product.producer_id]


def _found(pk: int) -> list[int]:
    this = Product.objects.filter(pk=pk).order_by()
    maker, ward, province = (Subquery(this.values(its)) for its in ("producer", "origin_ward", "origin_ward__province"))
    sold = Product.objects.browsable().promotable().sellable_on(localdate())
    others = sold.exclude(pk=pk).values_list("pk", flat=True)
    of_maker = others.filter(producer=maker).order_by("pk")[:MOST]
    # Those that an index comes upon first, from its own ward on: sorting would read all goods of the province.
    of_place = others.filter(origin_ward__province=province).exclude(producer=maker).order_by()
    near = list(of_place.filter(origin_ward__gte=ward)[:MOST])
    if len(near) < MOST:
        near = list(dict.fromkeys([*near, *of_place[:MOST]]))[:MOST]
    return [*of_maker, *near]
