"""Which changes of which tables make an entry say something else. Stock tells of itself: `stock_changed`."""

from collections.abc import Callable, Iterable, Set
from functools import partial

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce
from django.db.models.signals import post_delete, post_save

from catalogue.models import Product
from catalogue.places.loading import units_changed
from catalogue.places.models import Ward
from catalogue.search import remembered
from catalogue.search.entries.refreshing import refresh_later
from catalogue.search.models import Entry

OF: dict[str, Callable] = {
    "catalogue.Product": lambda product: [product.parent_id or product.pk],
    "certification.Certificate": lambda certificate: [certificate.product_id],
    "partner.StockRecord": lambda record: [record.product_id],
    "producers.Producer": lambda producer: producer.products.values_list("pk", flat=True),
    "places.Ward": lambda ward: _made_in(wards={ward.pk}),
    "places.Province": lambda province: _made_in(provinces={province.pk}),
    "evaluation.CriteriaSet": lambda criteria: criteria.product_set.values_list("pk", flat=True),
}


def watch() -> None:
    for sender, products_of in OF.items():
        told = partial(_tell, products_of=products_of)
        post_save.connect(told, sender=sender, weak=False, dispatch_uid=f"search entries of {sender}")
        post_delete.connect(told, sender=sender, weak=False, dispatch_uid=f"search entries of a gone {sender}")
    units_changed.connect(_tell_of_units, dispatch_uid="search entries of many units")


def _tell(*, instance, products_of: Callable, **kwargs) -> None:
    if not kwargs.get("raw"):
        refresh_later(products_of(instance))


def _tell_of_units(*, wards: set[int], provinces: set[int], **kwargs) -> None:
    """Units are loaded in bulk, past the signals of models."""
    remembered.forget(remembered.Of.WORDS)
    refresh_later(_made_in(wards=wards, provinces=provinces))


def _made_in(*, wards: Set[int] = frozenset(), provinces: Set[int] = frozenset()):
    """Keys of products made in these, or where these were before a merger. They may be too many for a query."""
    used = Ward.objects.filter(products__isnull=False).distinct()
    used = used.select_related("province").prefetch_related("predecessors", "province__predecessors")
    told = [
        ward.pk
        for ward in used
        if wards & {ward.pk, *(before.pk for before in ward.predecessors.all())}
        or provinces & {ward.province_id, *(before.pk for before in ward.province.predecessors.all())}
    ]
    return Product.objects.filter(origin_ward__in=told).values_list("pk", flat=True)


def stock_changed(product_ids: Iterable[int]) -> None:
    """For goods of which stock moved past zero; after the commit one query finds which entries say otherwise."""
    transaction.on_commit(partial(_refresh_what_crossed_zero, sorted(set(product_ids))))


def _refresh_what_crossed_zero(product_ids: list[int]) -> None:
    moved = Product.objects.filter(pk__in=product_ids).values(canonical=Coalesce("parent", "pk"))
    left = Product.objects.public().filter(
        Q(pk=OuterRef("pk")) | Q(parent=OuterRef("pk")), stockrecords__num_in_stock__gt=0
    )
    wrong = Entry.objects.filter(pk__in=moved).exclude(is_in_stock=Exists(left))
    if keys := list(wrong.values_list("pk", flat=True)):
        refresh_later(keys)
