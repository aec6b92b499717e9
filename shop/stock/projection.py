"""What the web may sell, written into Oscar's stock record.

The day matters: a lot leaves the web when its shelf life gets shorter than ONLINE_SHELF_LIFE_DAYS. So does a hold.
Every deed of this room refreshes its products; `refresh_projection` does all, just after midnight.
Nothing is sold by the projection: allocation reads the balances.
"""

from collections.abc import Callable, Iterable
from datetime import date
from functools import partial

from django.apps import apps
from django.db import transaction
from django.db.models import F, IntegerField, OuterRef, Subquery, Sum, Value
from django.db.models.functions import Coalesce
from django.utils.timezone import localdate

from catalogue.search.entries.watching import stock_changed
from shop.stock import locks
from shop.stock.models import Balance

# What rooms above do when a product sold out on the web or came back: told its key after the commit.
followers: list[Callable[[set[int]], None]] = []


def sellable_units(day: date) -> Coalesce:
    """For a query over stock records: units of its product that the web may sell."""
    units = (
        Balance.objects.selling_online()
        .sellable_on(day)
        .with_units_free()
        .filter(lot__product=OuterRef("product"))
        .order_by()
        .values("lot__product")
        .annotate(units=Sum("units_free"))
        .values("units")
    )
    return Coalesce(Subquery(units, output_field=IntegerField()), Value(0))


@transaction.atomic(savepoint=False)
def refresh(product_ids: Iterable[int], *, day: date | None = None) -> None:
    """Write num_in_stock anew; num_allocated is 0, since reservations are counted in it already.

    The rows are locked before they are summed: two changes to different balances of one product
    would otherwise each miss the other. Call it last in a transaction, for those locks are hot.
    """
    before = locks.stock_records(product_ids)
    _records().filter(pk__in=[record.pk for record in before]).update(
        num_in_stock=sellable_units(day or localdate()), num_allocated=0
    )
    transaction.on_commit(partial(_tell_who_sold_out_or_came_back, before))


def _tell_who_sold_out_or_came_back(before: list) -> None:
    """Whoever commits last reads last, so that the last change is never missed; told twice is harmless."""
    left = dict(_records().filter(pk__in=[record.pk for record in before]).values_list("pk", "num_in_stock"))
    crossed = {record.product_id for record in before if bool(record.num_in_stock) != bool(left.get(record.pk))}
    if crossed:
        stock_changed(crossed)
        for follow in followers:
            follow(crossed)


def _records():
    return apps.get_model("partner", "StockRecord").objects


def refresh_all(*, day: date, chunk: int = 100) -> int:
    """Put right every stock record that the new day made wrong, few at a time. Returns how many products."""
    stale = _records().annotate(units=sellable_units(day))
    stale = stale.exclude(num_in_stock=F("units"), num_allocated=0)
    product_ids = sorted(set(stale.values_list("product", flat=True)))
    for start in range(0, len(product_ids), chunk):
        refresh(product_ids[start : start + chunk], day=day)
    return len(product_ids)
