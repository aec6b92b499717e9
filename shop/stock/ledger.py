"""The one place where goods come and go: a balance changes with a movement, or not at all."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, Sum, Value
from django.db.models.functions import Greatest

from catalogue.traceability.models import Lot
from shop.locations.models import Location
from shop.stock import locks, projection
from shop.stock.exceptions import InsufficientStock, SourceKeyReused
from shop.stock.models import Balance, Count, Movement

Kind = Movement.Kind


@dataclass(frozen=True, slots=True)
class Entry:
    """A movement to be written. `quantity` is signed; `frees` units of the reservation go with it.

    `has_happened`: somebody saw it at a counter, so it is written even where the ledger knew of fewer units.
    """

    lot: Lot
    location: Location
    quantity: int
    kind: Any  # a Movement.Kind, whose members mypy takes for tuples
    source_key: str
    at: datetime
    actor: Any = None
    reason: str = ""
    frees: int = 0
    has_happened: bool = False

    @property
    def shelf(self) -> tuple[int, int]:
        return self.location.pk, self.lot.pk


def receive(
    *, lot: Lot, location: Location, quantity: int, source_key: str, at: datetime, actor=None, reason: str = ""
) -> Movement:
    """Put goods on a shelf. Doing it twice with one key is doing it once."""
    return _post_one(Entry(lot, location, _positive(quantity), Kind.RECEIVE, source_key, at, actor, reason))


def take_back(
    *, lot: Lot, location: Location, quantity: int, source_key: str, at: datetime, actor=None, reason: str = ""
) -> Movement:
    """Put goods that a buyer sent back on a shelf again."""
    return _post_one(Entry(lot, location, _positive(quantity), Kind.RETURN, source_key, at, actor, reason))


def write_off(
    *,
    lot: Lot,
    location: Location,
    quantity: int,
    kind: str,
    reason: str,
    source_key: str,
    at: datetime,
    actor=None,
    has_happened: bool = False,
) -> Movement:
    """Take goods off a shelf: `kind` is damage, expire, recall or return_to_producer. Raises InsufficientStock."""
    kind = Kind(kind)
    if kind not in (Kind.DAMAGE, Kind.EXPIRE, Kind.RECALL, Kind.RETURN_TO_PRODUCER):
        raise ValueError(f"Goods are not written off as {kind}")
    gone = -_positive(quantity)
    return _post_one(Entry(lot, location, gone, kind, source_key, at, actor, reason, has_happened=has_happened))


@transaction.atomic
def count(
    *,
    lot: Lot,
    location: Location,
    counted: int,
    reason: str,
    source_key: str,
    at: datetime,
    actor=None,
    has_happened: bool = False,
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
    missed = counted - expected
    return _post_one(Entry(lot, location, missed, Kind.COUNT, source_key, at, actor, reason, has_happened=has_happened))


@transaction.atomic
def post(entries: Sequence[Entry]) -> list[Movement]:
    """Write movements together, balances locked by pk. Raises InsufficientStock, SourceKeyReused.

    For the deeds of this room, and for counters, which tell of many sales at once; others call the verbs above.
    Returns them as asked. What a counter saw (`has_happened`) is never refused: its balance goes short.
    """
    shelves = _shelves(entries)
    locks.balances(shelves.values())
    written = {m.source_key: m for m in Movement.objects.filter(source_key__in=[e.source_key for e in entries])}
    new = [entry for entry in entries if entry.source_key not in written]
    counts = _counts_since(new)
    seen_by = {entry.source_key: _first_to_see(counts, entry) for entry in new}
    _change([(shelves[e.shelf], e, 0 if seen_by[e.source_key] else e.quantity) for e in new])
    movements = {movement.source_key: movement for movement in _write(new)}
    _balance_again([(movements[e.source_key], seen_by[e.source_key], e.actor) for e in new])
    projection.refresh({entry.lot.product_id for entry in entries})
    return [movements.get(e.source_key) or _same(written[e.source_key], e) for e in entries]


def _post_one(entry: Entry) -> Movement:
    return post([entry])[0]


def _positive(quantity: int) -> int:
    if not isinstance(quantity, int) or quantity < 1:
        raise ValueError(f"A quantity is a whole number from 1, not {quantity!r}")
    return quantity


def _shelf(lot: Lot, location: Location) -> Balance:
    return Balance.objects.get_or_create(lot=lot, location=location, defaults={"safety": location.safety_stock})[0]


def _shelves(entries: Sequence[Entry]) -> dict[tuple[int, int], int]:
    """Primary keys of the balances by shelf; those that are missing are made."""
    lots, locations = {e.lot.pk for e in entries}, {e.location.pk for e in entries}
    there = Balance.objects.filter(lot__in=lots, location__in=locations)
    shelves = {(place, lot): pk for place, lot, pk in there.values_list("location", "lot", "pk")}
    for entry in entries:
        if entry.shelf not in shelves:
            shelves[entry.shelf] = _shelf(entry.lot, entry.location).pk
    return shelves


def _change(changes: Iterable[tuple[int, Entry, int]]) -> None:
    """Change balances (pk, its entry, net units): what may be refused row by row, what has happened in few queries."""
    nets: Counter[int] = Counter()
    for balance_pk, entry, net in sorted(changes, key=lambda change: change[0]):
        if entry.has_happened:
            nets[balance_pk] += net
        else:
            _change_one(balance_pk, entry, net)
    for net in set(nets.values()) - {0}:
        Balance.objects.filter(pk__in=[pk for pk in nets if nets[pk] == net]).update(**_moved_by(net))


def _change_one(balance_pk: int, entry: Entry, net: int) -> None:
    shelf = Balance.objects.filter(pk=balance_pk)
    # What is given away by choice leaves behind what was promised to buyers; what broke cannot.
    stays = F("reserved") if entry.kind in (Kind.TRANSFER_OUT, Kind.RETURN_TO_PRODUCER) else Value(0)
    enough = shelf if net >= 0 else shelf.filter(on_hand__gte=stays - net)
    if not enough.update(**_moved_by(net), reserved=F("reserved") - entry.frees):
        available = shelf.annotate(units=F("on_hand") - stays).values_list("units", flat=True).get()
        raise InsufficientStock(product=entry.lot.product, wanted=-net, available=max(0, available))


def _moved_by(net: int) -> Mapping[str, Any]:
    """on_hand − short moves by so many units; one of the two is always 0."""
    after = F("on_hand") - F("short") + net
    return {"on_hand": Greatest(after, Value(0)), "short": Greatest(-after, Value(0))}


def _write(entries: Sequence[Entry]) -> list[Movement]:
    movements = [
        Movement(
            location=entry.location,
            lot=entry.lot,
            quantity=entry.quantity,
            kind=entry.kind,
            source_key=entry.source_key,
            happened_at=entry.at,
            actor=entry.actor,
            reason=entry.reason,
        )
        for entry in entries
    ]
    try:
        with transaction.atomic():
            return Movement.objects.bulk_create(movements)
    except IntegrityError:
        # Another shelf took a key while we held only these shelves' locks.
        taken = Movement.objects.filter(source_key__in=[entry.source_key for entry in entries]).first()
        if taken:
            raise SourceKeyReused(taken.source_key) from None
        raise


def _same(movement: Movement, entry: Entry) -> Movement:
    if (movement.location_id, movement.lot_id, movement.quantity, movement.kind) != (
        *entry.shelf,
        entry.quantity,
        entry.kind,
    ):
        raise SourceKeyReused(entry.source_key)
    return movement


def _counts_since(entries: Sequence[Entry]) -> list[Count]:
    if not entries:
        return []
    return list(
        Count.objects.filter(
            lot__in={entry.lot.pk for entry in entries},
            location__in={entry.location.pk for entry in entries},
            counted_at__gte=min(entry.at for entry in entries),
        ).order_by("counted_at", "source_key")
    )


def _first_to_see(counts: Sequence[Count], entry: Entry) -> Count | None:
    count_key = entry.source_key if entry.kind == Kind.COUNT else ""
    return next((count for count in counts if count.has_seen(entry.shelf, entry.at, count_key)), None)


def _balance_again(seen: Iterable[tuple[Movement, Count | None, Any]]) -> None:
    Movement.objects.bulk_create(
        Movement(
            location_id=movement.location_id,
            lot_id=movement.lot_id,
            quantity=-movement.quantity,
            kind=Kind.COUNT,
            source_key=f"count:{count.pk}:late:{movement.pk}",
            happened_at=count.counted_at,
            actor=actor,
            reason=count.reason,
        )
        for movement, count, actor in seen
        if count
    )
