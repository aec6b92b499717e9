"""The one place where goods come and go: a balance changes with a movement, or not at all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, Sum, Value

from catalogue.traceability.models import Lot
from shop.locations.models import Location
from shop.stock import locks, projection
from shop.stock.exceptions import InsufficientStock, SourceKeyReused
from shop.stock.models import Balance, Count, Movement

Kind = Movement.Kind


@dataclass(frozen=True, slots=True)
class Entry:
    """A movement to be written. `quantity` is signed; `frees` units of the reservation go with it."""

    lot: Lot
    location: Location
    quantity: int
    kind: Any  # a Movement.Kind, whose members mypy takes for tuples
    source_key: str
    reason: str = ""
    frees: int = 0

    @property
    def shelf(self) -> tuple[int, int]:
        return self.location.pk, self.lot.pk


def receive(
    *, lot: Lot, location: Location, quantity: int, source_key: str, at: datetime, actor=None, reason: str = ""
) -> Movement:
    """Put goods on a shelf. Doing it twice with one key is doing it once."""
    return _post_one(Entry(lot, location, _positive(quantity), Kind.RECEIVE, source_key, reason), at, actor)


def take_back(
    *, lot: Lot, location: Location, quantity: int, source_key: str, at: datetime, actor=None, reason: str = ""
) -> Movement:
    """Put goods that a buyer sent back on a shelf again."""
    return _post_one(Entry(lot, location, _positive(quantity), Kind.RETURN, source_key, reason), at, actor)


def write_off(
    *, lot: Lot, location: Location, quantity: int, kind: str, reason: str, source_key: str, at: datetime, actor=None
) -> Movement:
    """Take goods off a shelf: `kind` is damage, expire, recall or return_to_producer. Raises InsufficientStock."""
    kind = Kind(kind)
    if kind not in (Kind.DAMAGE, Kind.EXPIRE, Kind.RECALL, Kind.RETURN_TO_PRODUCER):
        raise ValueError(f"Goods are not written off as {kind}")
    return _post_one(Entry(lot, location, -_positive(quantity), kind, source_key, reason), at, actor)


@transaction.atomic
def count(
    *, lot: Lot, location: Location, counted: int, reason: str, source_key: str, at: datetime, actor=None
) -> Movement | None:
    """Believe the shelf: the adjustment is counted − ledger as of `at`. None where they agree.

    Movements after `at` stay as they are. One that happened before `at` but is written down later
    was seen by this count, so `post` balances it again.
    """
    if counted < 0:
        raise ValueError("A count is 0 or more")
    shelf = _shelf(lot, location)
    locks.balances([shelf.pk])
    earlier = Count.objects.filter(source_key=source_key).first()
    if earlier:
        if (earlier.lot_id, earlier.location_id, earlier.counted) != (lot.pk, location.pk, counted):
            raise SourceKeyReused(source_key)
        return Movement.objects.filter(source_key=source_key).first()
    seen = Movement.objects.filter(lot=lot, location=location, happened_at__lte=at)
    expected = seen.aggregate(units=Sum("quantity"))["units"] or 0
    Count.objects.create(
        lot=lot,
        location=location,
        counted=counted,
        expected=expected,
        counted_at=at,
        actor=actor,
        reason=reason,
        source_key=source_key,
    )
    if counted == expected:
        return None
    return _post_one(Entry(lot, location, counted - expected, Kind.COUNT, source_key, reason), at, actor)


@transaction.atomic
def post(entries: Sequence[Entry], *, at: datetime, actor=None) -> list[Movement]:
    """Write movements together, balances locked by pk. Raises InsufficientStock, SourceKeyReused.

    For the deeds of this room; others call the verbs above, `transfers` and `reservations`.
    """
    shelves = {entry.shelf: _shelf(entry.lot, entry.location).pk for entry in entries}
    locks.balances(shelves.values())
    written = {m.source_key: m for m in Movement.objects.filter(source_key__in=[e.source_key for e in entries])}
    counts = _counts_since(entries, at)
    movements = []
    for entry in sorted(entries, key=lambda entry: shelves[entry.shelf]):
        if entry.source_key in written:
            movements.append(_same(written[entry.source_key], entry))
            continue
        count_after = next((c for c in counts if c.has_seen(entry.shelf, at, entry.source_key)), None)
        _change(shelves[entry.shelf], entry, net=0 if count_after else entry.quantity)
        movements.append(_write(entry, at, actor))
        if count_after:
            _balance_again(movements[-1], count_after, actor)
    projection.refresh({entry.lot.product_id for entry in entries})
    return movements


def _post_one(entry: Entry, at: datetime, actor) -> Movement:
    return post([entry], at=at, actor=actor)[0]


def _positive(quantity: int) -> int:
    if not isinstance(quantity, int) or quantity < 1:
        raise ValueError(f"A quantity is a whole number from 1, not {quantity!r}")
    return quantity


def _shelf(lot: Lot, location: Location) -> Balance:
    return Balance.objects.get_or_create(lot=lot, location=location, defaults={"safety": location.safety_stock})[0]


def _change(balance_pk: int, entry: Entry, *, net: int) -> None:
    shelf = Balance.objects.filter(pk=balance_pk)
    # What is given away by choice leaves behind what was promised to buyers; what broke cannot.
    stays = F("reserved") if entry.kind in (Kind.TRANSFER_OUT, Kind.RETURN_TO_PRODUCER) else Value(0)
    enough = shelf if net >= 0 else shelf.filter(on_hand__gte=stays - net)
    if not enough.update(on_hand=F("on_hand") + net, reserved=F("reserved") - entry.frees):
        available = shelf.annotate(units=F("on_hand") - stays).values_list("units", flat=True).get()
        raise InsufficientStock(product=entry.lot.product, wanted=-net, available=max(0, available))


def _write(entry: Entry, at: datetime, actor) -> Movement:
    try:
        with transaction.atomic():
            return Movement.objects.create(
                location=entry.location,
                lot=entry.lot,
                quantity=entry.quantity,
                kind=entry.kind,
                source_key=entry.source_key,
                happened_at=at,
                actor=actor,
                reason=entry.reason,
            )
    except IntegrityError:
        # Another shelf took the key while we held only this shelf's lock.
        if Movement.objects.filter(source_key=entry.source_key).exists():
            raise SourceKeyReused(entry.source_key) from None
        raise


def _same(movement: Movement, entry: Entry) -> Movement:
    if (movement.location_id, movement.lot_id, movement.quantity, movement.kind) != (
        *entry.shelf,
        entry.quantity,
        entry.kind,
    ):
        raise SourceKeyReused(entry.source_key)
    return movement


def _counts_since(entries: Sequence[Entry], at: datetime) -> list[Count]:
    return list(
        Count.objects.filter(
            lot__in=[entry.lot for entry in entries],
            location__in={entry.location.pk for entry in entries},
            counted_at__gte=at,
        ).order_by("counted_at", "pk")
    )


def _balance_again(movement: Movement, seen_by: Count, actor) -> None:
    Movement.objects.create(
        location_id=movement.location_id,
        lot_id=movement.lot_id,
        quantity=-movement.quantity,
        kind=Kind.COUNT,
        source_key=f"count:{seen_by.pk}:late:{movement.pk}",
        happened_at=seen_by.counted_at,
        actor=actor,
        reason=seen_by.reason,
    )
