"""Which changes of which tables make an entry say something else. Stock tells of itself: `stock_changed`."""

from collections.abc import Callable, Iterable
from functools import partial

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce
from django.db.models.signals import post_delete, post_save

from catalogue.models import Product
from catalogue.search.entries.refreshing import refresh_later
from catalogue.search.models import Entry

OF: dict[str, Callable] = {
    "catalogue.Product": lambda product: [product.parent_id or product.pk],
    "certification.Certificate": lambda certificate: [certificate.product_id],
    "partner.StockRecord": lambda record: [record.product_id],
    "producers.Producer": lambda producer: producer.products.values_list("pk", flat=True),
    "places.Ward": lambda ward: ward.products.values_list("pk", flat=True),
    "places.Province": lambda province: Product.objects.filter(origin_ward__province=province).values_list(
        "pk", flat=True
    ),
    "evaluation.CriteriaSet": lambda criteria: criteria.product_set.values_list("pk", flat=True),
}


def watch() -> None:
    for sender, products_of in OF.items():
        told = partial(_tell, products_of=products_of)
        post_save.connect(told, sender=sender, weak=False, dispatch_uid=f"search entries of {sender}")
        post_delete.connect(told, sender=sender, weak=False, dispatch_uid=f"search entries of a gone {sender}")


def _tell(*, instance, products_of: Callable, **kwargs) -> None:
    if not kwargs.get("raw"):
        refresh_later(products_of(instance))


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
