"""Row locks, all taken here and always in one order: order, balances by pk, stock records by pk.

`no_key`: rows that only point at a locked one (lines, reservations, baskets) need not wait.
SQLite has one writer at a time (IMMEDIATE transactions), so there these are plain reads.
"""

from collections.abc import Iterable

from django.apps import apps

from shop.stock.models import Balance, Transfer


def order(pk: int):
    return apps.get_model("order", "Order").objects.select_for_update(no_key=True).get(pk=pk)


def balances(pks: Iterable[int]) -> dict[int, Balance]:
    """The balances as they are now, by primary key."""
    rows = Balance.objects.select_for_update(no_key=True).filter(pk__in=set(pks)).order_by("pk")
    return {balance.pk: balance for balance in rows}


def stock_records(product_ids: Iterable[int]) -> list:
    """The products' stock records, as they are now."""
    records = apps.get_model("partner", "StockRecord").objects.filter(product__in=set(product_ids))
    return list(records.select_for_update(no_key=True).order_by("pk"))


def transfer(pk: int) -> Transfer:
    """A transfer on its way, before the balances of either end."""
    return Transfer.objects.select_for_update(no_key=True, of=("self",)).select_related("destination").get(pk=pk)
