"""The web's sales: an order's accruals are brought into line with what was sent, came back and was refunded.

The units of a line stand in the order in which they were sent, at the prices of `price_of_units`; what is taken back is
taken from the first of them. So the accruals of a line are, at any time, the price of the units sent less the price of
those taken back: the dong of its refunds.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import CharField, OuterRef, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Cast, Concat

from shop.order.amounts import price_of_units
from shop.order.models import Line, Order
from shop.order.parcels import Return
from shop.payment.attempts import House, Refund, RefundLine
from shop.settlement import accruing
from shop.settlement.models import Accrual
from shop.stock import locks, reservations
from shop.stock.models import Movement, Reservation

KEY = "web:reservation:"


@transaction.atomic
def follow(*, order: Order, at: datetime) -> None:
    """Safe to repeat. The caller holds the order's lock."""
    sent: dict[Line, list[Any]] = defaultdict(list)
    for reservation in as_sent().filter(line__order=order).select_related("line", "balance__location"):
        sent[reservation.line].append(reservation)
    back = taken_back(order, sent)
    rows: dict[int, list[Accrual]] = defaultdict(list)
    known: Counter[int] = Counter()  # units taken back, by the sale's pk
    for row in Accrual.objects.filter(order_line__order=order).order_by("pk"):
        if row.of_id:
            known[row.of_id] -= row.quantity
        else:
            rows[row.order_line_id or 0].append(row)
    for line, gone in sent.items():
        sales = rows[line.pk] + _sell(line, gone, rows[line.pk])
        _take_back(line, sales, back[line.pk], known, at)


def as_sent() -> QuerySet[Any]:
    """Reservations of goods that left (`left_at`), those of a line in the order in which the ledger let them go."""
    key = Concat(Value(reservations.SALE_KEY), Cast(OuterRef("pk"), CharField()))
    sale = Movement.objects.filter(source_key=key).order_by()
    spent = Reservation.objects.filter(state=Reservation.State.SPENT).annotate(
        posted=Subquery(sale.values("pk")[:1]), left_at=Subquery(sale.values("happened_at")[:1])
    )
    return spent.select_related("balance__lot__product__parent").order_by("line", "posted", "pk")


def catch_up(*, at: datetime) -> int:
    """Follow every order of which goods were sent. Returns how many rows were missing."""
    before = Accrual.objects.count()
    sent = Reservation.objects.filter(state=Reservation.State.SPENT).order_by("line__order")
    for pk in sent.values_list("line__order", flat=True).distinct():
        with transaction.atomic():
            follow(order=locks.order(pk), at=at)
    return Accrual.objects.count() - before


def taken_back(order: Order, lines: Iterable[Line]) -> Counter:
    """Units of each line, by pk, that were sent and count no more: they came back, or their money did."""
    came = Return.objects.filter(parcel_line__line__order=order).values_list("parcel_line__line", "quantity")
    refunds = RefundLine.objects.filter(line__order=order).exclude(refund__state=Refund.State.FAILED)
    refunded = dict(refunds.order_by().values_list("line").annotate(units=Sum("quantity")))
    returned: Counter = Counter()
    for line_id, quantity in came:
        returned[line_id] += quantity
    return Counter(
        {
            line.pk: units_taken_back(
                returned=returned[line.pk],
                refunded=refunded.get(line.pk, 0),
                cancelled=line.units_cancelled,
                is_cash=order.pays_by == House.CASH,
            )
            for line in lines
        }
    )


def units_taken_back(*, returned: int, refunded: int, cancelled: int, is_cash: bool) -> int:
    """Refunds go first to units that were cancelled before they were sent; cash was never collected for those."""
    return max(returned, refunded - (0 if is_cash else cancelled))


def _sell(line: Line, gone: Iterable[Any], rows: list[Accrual]) -> list[Accrual]:
    known = {row.source_key for row in rows}
    before = sum(row.quantity for row in rows)
    sales = []
    for reservation in gone:
        if f"{KEY}{reservation.pk}" in known:
            continue
        sales.append(
            accruing.Sold(
                source_key=f"{KEY}{reservation.pk}",
                channel=Accrual.Channel.WEB,
                location=reservation.balance.location,
                lot=reservation.balance.lot,
                quantity=reservation.quantity,
                gross=price_of_units(line, reservation.quantity, before=before),
                at=reservation.left_at,
                order_line=line,
            )
        )
        before += reservation.quantity
    return accruing.sold(sales) if sales else []


def _take_back(line: Line, sales: list[Accrual], units: int, known: Counter[int], at: datetime) -> None:
    start = 0
    for sale in sales:
        part = max(0, min(units - start, sale.quantity))
        if part != known[sale.pk]:
            gross = price_of_units(line, part, before=start)
            accruing.set_given_back(of=sale, units=part, gross=gross, at=at)
        start += sale.quantity
