from collections.abc import Iterable
from uuid import UUID

from django.db.models import F

from shop.pos import following
from shop.pos.events.event import Code, Event
from shop.pos.events.exceptions import SetAside
from shop.pos.handlers.deed import Deed
from shop.pos.refunds import Refund, RefundLine
from shop.pos.sales import Sale, SaleLine, Tender
from shop.stock import ledger
from shop.stock.models import Movement


def give_back(deed: Deed) -> None:
    """Money for goods of a sale, from any counter; never more of a line than was sold and not given back yet."""
    sale = _sale(deed.body.cites)
    lines = {line.position: line for line in sale.lines.select_related("lot")}
    for said in deed.body.lines:
        if said.line not in lines:
            raise SetAside(Code.BEYOND_SALE, f"line {said.line}")
    for said in sorted(deed.body.lines, key=lambda said: said.line):
        _take_from(lines[said.line], said)
    refund = Refund.objects.create(
        event=deed.event,
        sale=sale,
        location=deed.location,
        shift=deed.shift,
        staff=deed.staff,
        number=deed.body.number,
        happened_at=deed.at,
        total=deed.body.total,
        reason=deed.body.reason[:300],
        is_correction=deed.is_correction,
    )
    RefundLine.objects.bulk_create(
        RefundLine(
            refund=refund,
            line=lines[said.line],
            quantity=said.quantity,
            amount=said.amount,
            restock=said.restock,
        )
        for said in deed.body.lines
    )
    Tender.objects.bulk_create(Tender(refund=refund, kind=paid.kind, amount=paid.amount) for paid in deed.body.tenders)
    ledger.post(list(_entries(deed, lines)))
    for follow in following.after_refunds:
        follow([refund])


def _sale(cited: UUID) -> Sale:
    sale = Sale.objects.filter(event__event_id=cited).first()
    if sale is None:
        is_something_else = Event.objects.filter(event_id=cited, state=Event.State.APPLIED).exists()
        raise SetAside(Code.UNKNOWN_SALE, f"sale {cited}", waits_for=None if is_something_else else cited)
    return sale


def _take_from(line: SaleLine, said) -> None:
    """The condition is checked by the database on the row as it is: of two refunds at once, the second is seen."""
    enough = SaleLine.objects.filter(
        pk=line.pk,
        refunded_units__lte=F("quantity") - said.quantity,
        refunded_amount__lte=F("amount") - said.amount,
    )
    taken = {"refunded_units": F("refunded_units") + said.quantity}
    if not enough.update(**taken, refunded_amount=F("refunded_amount") + said.amount):
        raise SetAside(Code.BEYOND_SALE, f"line {said.line}: {said.quantity} units, {said.amount} dong")


def _entries(deed: Deed, lines: dict[int, SaleLine]) -> Iterable[ledger.Entry]:
    for n, said in enumerate(deed.body.lines):
        if said.restock:
            yield ledger.Entry(
                lot=lines[said.line].lot,
                location=deed.location,
                quantity=said.quantity,
                kind=Movement.Kind.RETURN,
                source_key=deed.key(n),
                at=deed.at,
                actor=deed.staff,
                reason=deed.body.reason[:300],
            )
