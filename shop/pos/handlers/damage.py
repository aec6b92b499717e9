from shop.pos.handlers import goods
from shop.pos.handlers.deed import Deed
from shop.stock import ledger


def write_off(deed: Deed) -> None:
    """Goods that broke, ran out of date, were recalled, or went back to their producer."""
    lots = goods.lots_of(line.lot for line in deed.body.lines)
    ledger.post([
        ledger.Entry(
            lot=lots[line.lot],
            location=deed.location,
            quantity=-line.quantity,
            kind=line.kind,
            source_key=deed.key(n),
            at=deed.at,
            actor=deed.staff,
            reason=goods.why(deed.body.reason),
            has_happened=True,
        )
        for n, line in enumerate(deed.body.lines)
    ])  # fmt: skip
    goods.look_over([deed], lots.values())
