from shop.pos.handlers import goods
from shop.pos.handlers.deed import Deed
from shop.stock import ledger, locks
from shop.stock.models import Balance


def count(deed: Deed) -> None:
    """What somebody saw, without being shown what was expected, as of the moment they saw it."""
    lots = goods.lots_of(line.lot for line in deed.body.lines)
    locks.balances(Balance.objects.filter(location=deed.location, lot__in=lots.values()).values_list("pk", flat=True))
    for n, line in enumerate(sorted(deed.body.lines, key=lambda line: (lots[line.lot].product_id, lots[line.lot].pk))):
        ledger.count(
            lot=lots[line.lot],
            location=deed.location,
            counted=line.counted,
            reason=goods.why(deed.body.reason),
            source_key=deed.key(n),
            at=deed.at,
            actor=deed.staff,
            has_happened=True,
        )
    goods.look_over([deed], lots.values())
