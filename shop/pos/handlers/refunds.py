"""Refunds, as many at once as one counter tells of: a few queries for all of them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from django.db.models import F

from shop.pos.events.bodies import GivenBackLine
from shop.pos.events.event import Code, Event, Type
from shop.pos.handlers.deed import Deed
from shop.pos.refunds import Refund, RefundLine
from shop.pos.sales import SaleLine, Tender
from shop.stock import ledger
from shop.stock.models import Movement

Cited = Mapping[UUID, Mapping[int, SaleLine]]  # the lines by the event of their sale and their position


def give_back(deeds: Sequence[Deed]) -> list[Deed]:
    """Write them down, all but those of more of a line than was sold, at any counter, and not given back yet."""
    cited = _cited({deed.body.cites for deed in deeds})
    good = _judged(deeds, cited)
    refunds = Refund.objects.bulk_create(
        Refund(
            event=deed.event,
            sale=cited[deed.body.cites][0].sale,
            location=deed.location,
            shift=deed.shift,
            staff=deed.staff,
            number=deed.body.number,
            happened_at=deed.at,
            total=deed.body.total,
            reason=deed.body.reason[:300],
            is_correction=deed.is_correction,
        )
        for deed in good
    )
    for refund, deed in zip(refunds, good, strict=True):
        deed.lines = list(_lines(refund, deed, cited[deed.body.cites]))
    lines = RefundLine.objects.bulk_create(line for deed in good for line in deed.lines)
    Tender.objects.bulk_create(
        Tender(refund=refund, kind=paid.kind, amount=paid.amount)
        for refund, deed in zip(refunds, good, strict=True)
        for paid in deed.body.tenders
    )
    _count(lines)
    return good


def returned(deeds: Iterable[Deed]) -> Iterable[ledger.Entry]:
    """Goods that lie on the shelf of the counter's location again."""
    for deed in deeds:
        for n, line in enumerate(deed.lines):
            if line.restock:
                yield ledger.Entry(
                    lot=line.line.lot,
                    location=deed.location,
                    quantity=line.quantity,
                    kind=Movement.Kind.RETURN,
                    source_key=deed.key(n),
                    at=deed.at,
                    actor=deed.staff,
                    reason=deed.body.reason[:300],
                    has_happened=True,
                )


def _cited(sales: set[UUID]) -> Cited:
    """Locked in their order: of two refunds at once, the second sees the first."""
    rows = SaleLine.objects.select_for_update(no_key=True, of=("self",)).select_related("sale", "lot")
    cited: dict[UUID, dict[int, SaleLine]] = defaultdict(dict)
    for line in rows.filter(sale__event__event_id__in=sales).annotate(cited=F("sale__event__event_id")).order_by("pk"):
        cited[line.cited][line.position] = line
    return dict(cited)


def _judged(deeds: Sequence[Deed], cited: Cited) -> list[Deed]:
    """Those that hold, one after the other; the rest is set aside."""
    missing = {deed.body.cites for deed in deeds} - cited.keys()
    # Where a sale is set aside together with its refund, its event does not say so yet: it may still be booked.
    others = Event.objects.filter(event_id__in=missing, state=Event.State.APPLIED).exclude(type=Type.SALE)
    no_sales = set(others.values_list("event_id", flat=True))
    good = []
    for deed in deeds:
        sale = deed.body.cites
        if sale not in cited:
            deed.event.set_aside(Code.UNKNOWN_SALE, f"sale {sale}", None if sale in no_sales else sale)
        elif beyond := _beyond(cited[sale], deed.body.lines):
            deed.event.set_aside(Code.BEYOND_SALE, beyond)
        else:
            good.append(deed)
    return good


def _beyond(lines: Mapping[int, SaleLine], said: Iterable[GivenBackLine]) -> str:
    """Where more than is left is given back; else it is counted on the lines, for the next refund to see."""
    units: Counter[int] = Counter()
    dong: Counter[int] = Counter()
    for each in said:
        units[each.line] += each.quantity
        dong[each.line] += each.amount
    for position in sorted(units):
        line = lines.get(position)
        if (
            line is None
            or units[position] > line.quantity - line.refunded_units
            or dong[position] > line.amount - line.refunded_amount
        ):
            return f"line {position}: {units[position]} units, {dong[position]} dong"
    for position in units:
        lines[position].refunded_units += units[position]
        lines[position].refunded_amount += dong[position]
    return ""


def _lines(refund: Refund, deed: Deed, lines: Mapping[int, SaleLine]) -> Iterable[RefundLine]:
    for said in deed.body.lines:
        yield RefundLine(
            refund=refund, line=lines[said.line], quantity=said.quantity, amount=said.amount, restock=said.restock
        )


def _count(given_back: Sequence[RefundLine]) -> None:
    """On the lines of the sales as they are in the database, whose constraints stand behind the lock."""
    units: Counter[SaleLine] = Counter()
    dong: Counter[SaleLine] = Counter()
    for each in given_back:
        units[each.line] += each.quantity
        dong[each.line] += each.amount
    for line in units:
        line.refunded_units = F("refunded_units") + units[line]
        line.refunded_amount = F("refunded_amount") + dong[line]
    SaleLine.objects.bulk_update(units, ["refunded_units", "refunded_amount"])
