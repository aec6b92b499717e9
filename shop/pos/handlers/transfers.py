from collections import Counter

from catalogue.traceability.models import Lot
from shop.locations.models import Location
from shop.pos.events.event import Code
from shop.pos.events.exceptions import SetAside
from shop.pos.handlers import goods
from shop.pos.handlers.deed import Deed
from shop.stock import transfers
from shop.stock.exceptions import TransferMismatch
from shop.stock.models import Transfer
from shop.stock.transfers import Arrival


def dispatch(deed: Deed) -> None:
    destination = Location.objects.filter(pk=deed.body.destination).exclude(pk=deed.location.pk).first()
    if destination is None:
        raise SetAside(Code.UNKNOWN_PLACE, f"destination {deed.body.destination}")
    units: Counter[Lot] = Counter()
    lots = goods.lots_of(line.lot for line in deed.body.lines)
    for line in deed.body.lines:
        units[lots[line.lot]] += line.quantity
    transfers.dispatch(
        origin=deed.location,
        destination=destination,
        quantities=units,
        source_key=deed.key().rstrip(":"),
        at=deed.at,
        actor=deed.staff,
        has_happened=True,
    )
    goods.look_over([deed], units)


def receive(deed: Deed) -> None:
    """Count a transfer in. Who counted it in before with other numbers is believed, and this is set aside."""
    transfer = Transfer.objects.filter(pk=deed.body.transfer).first()
    if transfer is None:
        raise SetAside(Code.UNKNOWN_TRANSFER, f"transfer {deed.body.transfer}")
    if transfer.destination_id != deed.location.pk:
        raise SetAside(Code.WRONG_LOCATION, f"transfer {transfer.pk} goes to location {transfer.destination_id}")
    arrivals = {line.line: Arrival(line.received, line.damaged, line.short, _reason(line)) for line in deed.body.lines}
    if unknown := arrivals.keys() - set(transfer.lines.values_list("pk", flat=True)):
        raise SetAside(Code.UNKNOWN_TRANSFER, f"line {min(unknown)}")
    try:
        transfers.receive(transfer=transfer, arrivals=arrivals, at=deed.at, actor=deed.staff)
    except TransferMismatch as mismatch:
        was_received = transfer.state == Transfer.State.RECEIVED
        raise SetAside(Code.ALREADY_DONE if was_received else Code.DOES_NOT_ADD_UP, str(mismatch)) from mismatch


def _reason(line) -> str:
    differs = line.damaged or line.short
    return goods.why(line.reason) if differs else line.reason[:300]
