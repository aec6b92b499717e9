"""Goods on their way between locations: they leave one shelf at once and reach the other when counted in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from catalogue.traceability.models import Lot
from shop.locations.models import Location
from shop.stock import ledger, locks
from shop.stock.exceptions import SourceKeyReused, TransferMismatch
from shop.stock.models import Movement, Transfer, TransferLine

State = Transfer.State
# With a transfer line's pk behind them: the source keys of its movements.
OUT_KEY, IN_KEY = "transfer:out:", "transfer:in:"


@dataclass(frozen=True, slots=True)
class Arrival:
    """What became of the units of one transfer line. A difference says why."""

    received: int
    damaged: int = 0
    short: int = 0
    reason: str = ""

    @property
    def units(self) -> int:
        return self.received + self.damaged + self.short


@transaction.atomic
def dispatch(
    *,
    origin: Location,
    destination: Location,
    quantities: Mapping[Lot, int],
    source_key: str,
    at: datetime,
    actor,
    has_happened: bool = False,
) -> Transfer:
    """Send units of lots to another location. Twice with one key is once.

    Goods promised to buyers stay, unless they are gone already. Raises InsufficientStock, SourceKeyReused.
    """
    transfer, is_new = Transfer.objects.get_or_create(
        source_key=source_key,
        defaults={"origin": origin, "destination": destination, "dispatched_at": at, "dispatched_by": actor},
    )
    if not is_new:
        sent = {line.lot: line.sent for line in transfer.lines.select_related("lot")}
        if (transfer.origin, transfer.destination, sent) != (origin, destination, dict(quantities)):
            raise SourceKeyReused(source_key)
        return transfer
    lines = [transfer.lines.create(lot=lot, sent=quantity) for lot, quantity in quantities.items()]
    ledger.post(
        [
            ledger.Entry(
                lot=line.lot,
                location=origin,
                quantity=-line.sent,
                kind=Movement.Kind.TRANSFER_OUT,
                source_key=f"{OUT_KEY}{line.pk}",
                at=at,
                actor=actor,
                has_happened=has_happened,
            )
            for line in lines
        ]
    )
    return transfer


@transaction.atomic
def receive(*, transfer: Transfer, arrivals: Mapping[int, Arrival], at: datetime, actor) -> Transfer:
    """Count a transfer in, by line pk; only what arrived whole is put on the shelf. Twice is once.

    Raises TransferMismatch where a line is left out, does not add up, or was counted in otherwise before.
    """
    transfer = locks.transfer(transfer.pk)
    lines = list(transfer.lines.select_related("lot"))
    for line in lines:
        _check(line, arrivals.get(line.pk, Arrival(0)), was_received=transfer.state == State.RECEIVED)
    if transfer.state == State.RECEIVED:
        return transfer
    for line in lines:
        arrival = arrivals[line.pk]
        line.received, line.damaged, line.short = arrival.received, arrival.damaged, arrival.short
        line.reason = arrival.reason
    TransferLine.objects.bulk_update(lines, ["received", "damaged", "short", "reason"])
    ledger.post(
        [
            ledger.Entry(
                lot=line.lot,
                location=transfer.destination,
                quantity=line.received,
                kind=Movement.Kind.TRANSFER_IN,
                source_key=f"{IN_KEY}{line.pk}",
                at=at,
                actor=actor,
            )
            for line in lines
            if line.received
        ]
    )
    transfer.state, transfer.received_at, transfer.received_by = State.RECEIVED, at, actor
    transfer.save(update_fields=["state", "received_at", "received_by"])
    return transfer


def _check(line: TransferLine, arrival: Arrival, *, was_received: bool) -> None:
    if min(arrival.received, arrival.damaged, arrival.short) < 0 or arrival.units != line.sent:
        raise TransferMismatch(line=line, sent=line.sent, reported=arrival.units)
    if was_received and (arrival.received, arrival.damaged, arrival.short) != (
        line.received,
        line.damaged,
        line.short,
    ):
        raise TransferMismatch(line=line, sent=line.sent, reported=arrival.received)
    if arrival.units != arrival.received and not arrival.reason:
        raise ValueError("A difference says why")
