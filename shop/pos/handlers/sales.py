"""Sales, as many at once as one counter tells of: a few queries for all of them."""

from collections.abc import Iterable, Sequence

from shop.pos.events.event import Code
from shop.pos.handlers import goods
from shop.pos.handlers.deed import Deed
from shop.pos.sales import Sale, SaleLine, Tender
from shop.stock import ledger
from shop.stock.models import Movement


def sell(deeds: Sequence[Deed]) -> list[Deed]:
    """Write them down, all but those whose goods are not known."""
    lots = goods.known_lots(line.lot for deed in deeds for line in deed.body.lines)
    good = [deed for deed in deeds if _is_known(deed, lots)]
    sales = Sale.objects.bulk_create(
        Sale(
            event=deed.event,
            location=deed.location,
            shift=deed.shift,
            staff=deed.staff,
            number=deed.body.number,
            happened_at=deed.at,
            total=deed.body.total,
            is_correction=deed.is_correction,
        )
        for deed in good
    )
    for sale, deed in zip(sales, good, strict=True):
        deed.lines = list(_lines(sale, deed, lots))
    SaleLine.objects.bulk_create(line for deed in good for line in deed.lines)
    Tender.objects.bulk_create(paid for sale, deed in zip(sales, good, strict=True) for paid in _tenders(sale, deed))
    return good


def taken(deeds: Iterable[Deed]) -> Iterable[ledger.Entry]:
    """Goods leave the shelf of the counter's location, however many the ledger knew of."""
    for deed in deeds:
        for line in deed.lines:
            yield ledger.Entry(
                lot=line.lot,
                location=deed.location,
                quantity=-line.quantity,
                kind=Movement.Kind.SALE,
                source_key=deed.key(line.position),
                at=deed.at,
                actor=deed.staff,
                has_happened=True,
            )


def _is_known(deed: Deed, lots: goods.Lots) -> bool:
    for line in deed.body.lines:
        if line.lot not in lots or lots[line.lot].product_id != line.product:
            deed.event.set_aside(Code.UNKNOWN_GOODS, f"product {line.product}, lot {line.lot}")
            return False
    return True


def _lines(sale: Sale, deed: Deed, lots: goods.Lots) -> Iterable[SaleLine]:
    for position, line in enumerate(deed.body.lines):
        yield SaleLine(
            sale=sale,
            position=position,
            product_id=line.product,
            lot=lots[line.lot],
            quantity=line.quantity,
            unit_price=line.unit_price,
            amount=line.amount,
        )


def _tenders(sale: Sale, deed: Deed) -> Iterable[Tender]:
    for paid in deed.body.tenders:
        yield Tender(sale=sale, kind=paid.kind, amount=paid.amount, given=paid.given, reference=paid.reference[:100])
