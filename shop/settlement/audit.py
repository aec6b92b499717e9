"""Proof that what is owed agrees with what was sold, added to the invariants of `stock_audit`.

Σ accruals = Σ lines sold − Σ lines given back, to the dong, for each producer and location.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime

from django.db.models import F, OuterRef, Q, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from shop.order.amounts import price_of_units
from shop.order.models import Line
from shop.order.parcels import Return
from shop.payment.attempts import House, Refund, RefundLine
from shop.settlement.models import SUMS, Accrual, Charge, Statement
from shop.settlement.web import as_sent, units_taken_back
from shop.stock.audit import Fault
from shop.stock.models import Reservation

# (producer pk, location pk) → dong
Sums = Counter[tuple[int, int]]


def web_sales() -> Sums:
    """What the orders say, read from parcels and refunds alone."""
    sums: Sums = Counter()
    back = _lines_with_units_back()
    start, line = 0, None
    for reservation in as_sent().iterator(2000):
        if line is None or reservation.line_id != line.pk:
            start, line = 0, back[reservation.line_id]
        end = start + reservation.quantity
        kept_from = min(end, max(start, line.back))
        gross = price_of_units(line, end - kept_from, before=kept_from)
        sums[reservation.balance.lot.product.canonical.producer_id, reservation.balance.location_id] += gross
        start = end
    return sums


# Where goods are sold: rooms above add their own. Each is the sums that its own records say.
sources: list[tuple[str, Callable[[], Sums]]] = [(Accrual.Channel.WEB, web_sales)]


def accruals_are_what_was_sold(at: datetime) -> Iterator[Fault]:
    for channel, sales in sources:
        sold, accrued = sales(), _accrued(channel)
        for producer, location in sorted(sold.keys() | accrued.keys()):
            expected, found = sold[producer, location], accrued[producer, location]
            if expected != found:
                yield Fault("accrued", f"{channel} producer {producer} location {location}", expected, found)


def what_was_sent_is_accrued(at: datetime) -> Iterator[Fault]:
    """By order line, so that two mistakes cannot hide each other."""
    spent = Reservation.objects.filter(state=Reservation.State.SPENT, line=OuterRef("pk"))
    sold = Accrual.objects.filter(order_line=OuterRef("pk"), of=None)
    lines = Line.objects.annotate(sent=_sum(spent, "line"), units=_sum(sold, "order_line"))
    for line in lines.filter(line_price_incl_tax__gt=0).exclude(sent=F("units")):
        yield Fault("accrued", f"order line {line.pk}", line.sent, line.units)


def a_sale_is_given_back_once_at_most(at: datetime) -> Iterator[Fault]:
    sales = Accrual.objects.filter(of=None)
    for name in SUMS:
        back = Sum(f"given_back__{name}")
        over = sales.annotate(rest=F(name) + Coalesce(back, 0)).filter(rest__lt=0)
        for sale in over:
            yield Fault("given back", f"accrual {sale.pk} {name}", getattr(sale, name), sale.rest)


def statements_are_the_sums_of_their_rows(at: datetime) -> Iterator[Fault]:
    for name in SUMS:
        rows = Accrual.objects.filter(statement=OuterRef("pk"))
        statements = Statement.objects.annotate(found=_sum(rows, "statement", name))
        for statement in statements.exclude(found=F(name)):
            yield Fault("statement", f"statement {statement.pk} {name}", getattr(statement, name), statement.found)
    charges = Charge.objects.filter(statement=OuterRef("pk"))
    statements = Statement.objects.annotate(found=_sum(charges, "statement", "amount"))
    for statement in statements.exclude(found=F("charges")):
        yield Fault("statement", f"statement {statement.pk} charges", statement.charges, statement.found)
    for row in Accrual.objects.filter(~Q(statement__producer=F("producer")), statement__isnull=False):
        yield Fault("statement", f"accrual {row.pk}", row.producer_id, row.statement_id)


INVARIANTS: tuple[Callable[[datetime], Iterator[Fault]], ...] = (
    accruals_are_what_was_sold,
    what_was_sent_is_accrued,
    a_sale_is_given_back_once_at_most,
    statements_are_the_sums_of_their_rows,
)


def _accrued(channel: str) -> Sums:
    rows = Accrual.objects.filter(channel=channel).by("producer", "location")
    return Counter({(row["producer"], row["location"]): row["sum_gross"] for row in rows})


def _lines_with_units_back() -> dict:
    returns = Return.objects.filter(parcel_line__line=OuterRef("pk"))
    refunds = RefundLine.objects.filter(line=OuterRef("pk")).exclude(refund__state=Refund.State.FAILED)
    sent = Line.objects.filter(reservations__state=Reservation.State.SPENT).distinct().annotate(
        returned=_sum(returns, "parcel_line__line"), refunded=_sum(refunds, "line"), pays_by=F("order__pays_by")
    )  # fmt: skip
    lines = {}
    for line in sent:
        line.back = units_taken_back(
            returned=line.returned,
            refunded=line.refunded,
            cancelled=line.units_cancelled,
            is_cash=line.pays_by == House.CASH,
        )
        lines[line.pk] = line
    return lines


def _sum(rows, by: str, name: str = "quantity") -> Coalesce:
    sums = rows.order_by().values(by).annotate(total=Sum(name)).values("total")
    return Coalesce(Subquery(sums), Value(0))
