from catalogue.models import Product
from catalogue.traceability.deeds import make_lot
from catalogue.traceability.exceptions import LotError
from catalogue.traceability.models import Lot
from shop.pos.events.event import Code
from shop.pos.events.exceptions import SetAside
from shop.pos.handlers.deed import Deed
from shop.stock import ledger
from shop.stock.models import Movement


def receive(deed: Deed) -> None:
    """Goods from their producer; a lot that is not known yet is made as it is described."""
    products = Product.objects.in_bulk({line.product for line in deed.body.lines})
    entries = []
    for n, line in enumerate(deed.body.lines):
        if line.product not in products:
            raise SetAside(Code.UNKNOWN_GOODS, f"product {line.product}")
        entries.append(
            ledger.Entry(
                lot=_lot(products[line.product], line),
                location=deed.location,
                quantity=line.quantity,
                kind=Movement.Kind.RECEIVE,
                source_key=deed.key(n),
                at=deed.at,
                actor=deed.staff,
                reason=deed.body.note[:300],
            )
        )
    ledger.post(entries)


def _lot(product: Product, line) -> Lot:
    known = Lot.objects.filter(product=product)
    if line.lot:
        lot = known.filter(pk=line.lot).first()
        if lot is None:
            raise SetAside(Code.UNKNOWN_GOODS, f"product {line.product}, lot {line.lot}")
        return lot
    if lot := known.filter(code=line.code).first():
        return lot
    try:
        return make_lot(
            product=product,
            code=line.code,
            made_on=line.made_on,
            expires_on=line.expires_on,
            quantity=line.quantity,
        )
    except LotError as refusal:
        raise SetAside(Code.UNKNOWN_GOODS, f"product {line.product}, lot {line.code!r}: {refusal}") from refusal
