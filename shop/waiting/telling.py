"""Telling those who wait, once, when the web may sell again. The address is erased with the letter."""

import logging
from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.timezone import localdate
from django_tasks import task

from catalogue.models import Product
from shop.waiting import letters
from shop.waiting.models import Waiting

log = logging.getLogger(__name__)


def stock_changed(product_ids: Iterable[int]) -> None:
    """After the commit in which they sold out or came back; one query finds whether anybody waits."""
    for product_id in _confirmed().filter(product__in=list(product_ids)).values_list("product", flat=True).distinct():
        tell.enqueue(product_id)


@task
def tell(product_id: int) -> None:
    tell_all(product_ids=[product_id], day=localdate())


def tell_all(*, product_ids: Iterable[int], day: date) -> int:
    """Write to all who wait for those of these products that can be bought. Returns how many letters went out."""
    back = Product.objects.sellable_on(day).filter(pk__in=product_ids, stockrecords__num_in_stock__gt=0)
    waiting = _confirmed().filter(product__in=back.values("pk")).values_list("pk", flat=True)
    return sum(_tell_one(pk) for pk in list(waiting))


def everybody_waits_for() -> list[int]:
    return list(_confirmed().order_by().values_list("product", flat=True).distinct())


def _confirmed():
    return Waiting.objects.filter(confirmed_at__isnull=False).order_by("pk")


def _tell_one(pk: int) -> bool:
    """Deleted and written in one transaction: a letter that cannot be sent leaves the waiting for the next time."""
    try:
        with transaction.atomic():
            waiting = (
                Waiting.objects.select_for_update(of=("self",)).select_related("product__parent").filter(pk=pk).first()
            )
            if waiting is None:
                return False
            waiting.delete()
            letters.tell_back(waiting)
    except OSError as fault:
        log.warning("Waiting %s is not told yet: %s", pk, type(fault).__name__)
        return False
    return True
