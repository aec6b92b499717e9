"""A booth ends: counted blind, its differences explained, emptied, settled. Then its fair is closed.

What a counter tells later of what it sold before is booked where it belongs: the ledger and the accruals take it in,
`sheets.corrections` shows it, and money of it stands in the producer's next statement.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from catalogue.producers.models import Producer
from catalogue.traceability.models import Lot
from shop.fairs import cash
from shop.fairs.exceptions import (
    BoothsUnsettled,
    CashDiffers,
    DoesNotAddUp,
    NotAllCounted,
    NotExplained,
    ShiftIsOpen,
    StillOnTheWay,
    StillPromised,
)
from shop.fairs.models import Booth, Fair, Variance, WayBack
from shop.fairs.moving import lock, lock_fair, move
from shop.locations.models import Location
from shop.settlement import accruing, closing
from shop.settlement.models import Statement
from shop.stock import ledger, terms, transfers
from shop.stock.models import Balance, Count, Transfer

State = Booth.State


@dataclass(frozen=True, slots=True)
class Spoiled:
    """Units that do not go back. `kind`: damage, expire or return_to_producer."""

    units: int
    kind: str
    reason: str


def to_count(booth: Booth) -> list[Balance]:
    """Every lot that ever lay at the booth: what is not there any more is counted as 0."""
    shelves = booth.place.balances.select_related("lot__product__parent")
    return list(shelves.order_by("lot__product__folded", "lot__expires_on", "pk"))


@transaction.atomic
def count(*, booth: Booth, counted: Mapping[Lot, int], at: datetime, actor) -> Booth:
    """The booth closes, and the ledger believes what was seen. `counted`: units by lot, each of `to_count`.

    Raises NotAllCounted, StillOnTheWay, ShiftIsOpen.
    """
    booth = lock(booth, State.OPEN)
    missing = {shelf.lot for shelf in to_count(booth)} - set(counted)
    if missing:
        raise NotAllCounted(missing=len(missing))
    if booth.place.transfers_in.filter(state=Transfer.State.DISPATCHED).exists():
        raise StillOnTheWay
    if cash.has_open_shift(booth.place):
        raise ShiftIsOpen
    terms.change_location(location=booth.place, is_open=False)
    for lot, units in sorted(counted.items(), key=lambda pair: pair[0].pk):
        key = f"fair:booth:{booth.pk}:count:{lot.pk}"
        ledger.count(
            lot=lot,
            location=booth.place,
            counted=units,
            reason=booth.fair.name,
            source_key=key,
            at=at,
            actor=actor,
            has_happened=True,
        )
        kept = Count.objects.get(source_key=key)
        if kept.counted != kept.expected:
            Variance.objects.create(booth=booth, count=kept)
    return move(booth, State.COUNTED, at=at, actor=actor, counted_at=at)


@transaction.atomic
def explain(*, booth: Booth, reasons: Mapping[Variance, str], actor) -> None:
    """Say why the count differs, lot by lot; as often as needed until the booth is emptied."""
    booth = lock(booth, State.COUNTED)
    for variance, reason in reasons.items():
        booth.variances.filter(pk=variance.pk).update(explanation=reason, explained_by=actor)


@transaction.atomic
def empty(
    *, booth: Booth, destination: Location, spoiled: Mapping[Lot, Spoiled], source_key: str, at: datetime, actor
) -> Booth:
    """What is spoiled is written off, the rest leaves for `destination` in one transfer.

    Raises NotExplained, StillPromised, and InsufficientStock where more is spoiled than is there.
    """
    booth = lock(booth, State.COUNTED)
    if booth.variances.filter(explanation="").exists():
        raise NotExplained
    promised = sum(booth.place.balances.values_list("reserved", flat=True))
    if promised:
        raise StillPromised(units=promised)
    for lot, bad in sorted(spoiled.items(), key=lambda pair: pair[0].pk):
        ledger.write_off(
            lot=lot,
            location=booth.place,
            quantity=bad.units,
            kind=bad.kind,
            reason=bad.reason,
            source_key=f"{source_key}:off:{lot.pk}",
            at=at,
            actor=actor,
        )
    rest = {shelf.lot: shelf.on_hand for shelf in to_count(booth) if shelf.on_hand}
    if rest:
        transfer = transfers.dispatch(
            origin=booth.place,
            destination=destination,
            quantities=rest,
            source_key=source_key,
            at=at,
            actor=actor,
        )
        WayBack.objects.create(booth=booth, transfer=transfer)
    return move(booth, State.RETURNED, at=at, actor=actor)


@transaction.atomic
def settle(*, booth: Booth, cash_counted: int, cash_note: str, at: datetime, actor) -> Booth:
    """Goods and cash add up; the fee goes on the holder's account.

    Raises DoesNotAddUp, CashDiffers, ShiftIsOpen.
    """
    booth = lock(booth, State.RETURNED)
    left = sum(shelf.on_hand - shelf.short for shelf in to_count(booth))
    if left:
        raise DoesNotAddUp(units=left)
    if cash.has_open_shift(booth.place):
        raise ShiftIsOpen
    expected = cash.expected(booth.place)
    if cash_counted != expected and not cash_note:
        raise CashDiffers(expected=expected, counted=cash_counted)
    if booth.producer:
        accruing.charge(
            producer=booth.producer,
            location=booth.place,
            amount=booth.fee,
            reason=booth.place.name,
            source_key=f"fair:booth:{booth.pk}:fee",
            at=at,
        )
    return move(
        booth,
        State.SETTLED,
        at=at,
        actor=actor,
        settled_at=at,
        cash_expected=expected,
        cash_counted=cash_counted,
        cash_note=cash_note if cash_counted != expected else "",
    )


@transaction.atomic
def close(*, fair: Fair, at: datetime, actor) -> list[Statement]:
    """Every booth is settled or withdrawn: one statement for each producer who sold here or held a booth."""
    fair = lock_fair(fair)
    unsettled = fair.booths.exclude(state__in=(State.SETTLED, State.WITHDRAWN)).count()
    if unsettled:
        raise BoothsUnsettled(booths=unsettled)
    locations = list(Location.objects.filter(booth__fair=fair))
    until = localdate(at)
    accruals = closing.open_accruals(until=until, locations=locations).order_by()
    charges = closing.open_charges(until=until, locations=locations).order_by()
    owed = {*accruals.values_list("producer", flat=True), *charges.values_list("producer", flat=True)}
    statements = [
        closing.close(producer=producer, until=until, fair=fair, locations=locations, at=at, actor=actor)
        for producer in Producer.objects.filter(pk__in=owed).order_by("pk")
    ]
    fair.closed_at = at
    fair.save(update_fields=["closed_at"])
    return statements
