"""Units promised to order lines: held while unpaid, committed once paid, released or spent at the end.

Every deed here takes the order's lock first, then balances by pk, then stock records by pk.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.timezone import localdate

from catalogue.places.models import Province
from catalogue.traceability.models import Hold
from shop.locations.models import Location
from shop.stock import allocation, ledger, locks, projection
from shop.stock.allocation import Share
from shop.stock.exceptions import LotHeld, ReservationMismatch
from shop.stock.models import Balance, Movement, Reservation

State = Reservation.State
# With a reservation's pk behind it: the source key of the movement that spends it.
SALE_KEY = "sale:reservation:"


@transaction.atomic
def reserve(
    *,
    lines: Sequence,
    at: datetime,
    expires_at: datetime | None,
    province: Province | None = None,
    location: Location | None = None,
) -> list[Reservation]:
    """Hold units for the lines of an order; without `expires_at` for good. Raises InsufficientStock.

    Lines of one product are added up first, so that two of them cannot pass by the same unit.
    """
    wanted: Counter[int] = Counter()
    for line in lines:
        wanted[line.product_id] += line.quantity
    asked: dict[str, Any] = {"wanted": wanted, "at": at, "province": province, "location": location}
    shares = allocation.plan(**asked)
    try:
        with transaction.atomic():
            return hold(promised(lines=lines, shares=shares, expires_at=expires_at))
    except Overtaken:
        shares = allocation.plan(**asked, is_locked=True)
        return hold(promised(lines=lines, shares=shares, expires_at=expires_at))


def promised(*, lines: Iterable, shares: Sequence[Share], expires_at: datetime | None) -> list[Reservation]:
    """A plan dealt out among the lines it was made for: what `hold` is to write."""
    return [
        Reservation(
            line=line,
            balance=share.balance,
            quantity=quantity,
            state=State.ACTIVE if expires_at else State.COMMITTED,
            expires_at=expires_at,
        )
        for line, share, quantity in _deal(lines, shares)
    ]


class Overtaken(Exception):
    """Somebody was quicker to what was planned. Go back, plan again with the shelves locked, and hold that."""


@transaction.atomic(savepoint=False)
def hold(planned: Sequence[Reservation]) -> list[Reservation]:
    """Take what was planned in this transaction. Raises Overtaken, after which the transaction must go back.

    Call it last: the rows that everybody wants are locked from here to the commit.
    """
    held = Reservation.objects.bulk_create(planned)
    _add_reserved(held)
    projection.refresh({reservation.balance.lot.product_id for reservation in held})
    return held


@transaction.atomic
def commit(*, order, at: datetime) -> int:
    """Keep for good what was held for a while, since it is paid. Returns how many reservations."""
    locks.order(order.pk)
    held = Reservation.objects.filter(line__order=order, state=State.ACTIVE)
    return held.update(state=State.COMMITTED, expires_at=None)


@transaction.atomic
def release(*, order, at: datetime) -> int:
    """Give back all that the order still holds; what was sent stays sent. Returns how many units."""
    locks.order(order.pk)
    held = list(Reservation.objects.holding().filter(line__order=order).select_related("balance__lot"))
    Reservation.objects.filter(pk__in=[reservation.pk for reservation in held]).update(state=State.RELEASED)
    return _give_back((reservation.balance, reservation.quantity) for reservation in held)


@transaction.atomic
def release_units(*, line, quantity: int, at: datetime, location: Location | None = None) -> int:
    """Give back some units of a line, the lots that keep longest first. Raises ReservationMismatch."""
    locks.order(line.order_id)
    held = Reservation.objects.holding().filter(line=line).select_related("balance__lot")
    if location:
        held = held.filter(balance__location=location)
    last_expired_first = sorted(held, key=lambda reservation: allocation.first_expired(reservation.balance))[::-1]
    if not 0 < quantity <= sum(reservation.quantity for reservation in held):
        raise ReservationMismatch(line=line, wanted=quantity, held=sum(r.quantity for r in held))
    rest = quantity
    given_back = []
    for reservation in last_expired_first:
        units = min(rest, reservation.quantity)
        if units:
            _release_part(reservation, units)
            given_back.append((reservation.balance, units))
            rest -= units
    return _give_back(given_back)


@transaction.atomic
def move(*, reservation: Reservation, at: datetime) -> int:
    """Promise other lots of the same location, first expired first, instead of units that cannot be kept: all of a lot
    that is held, else what the shelf lacks. Returns how many of them no other lot had.
    """
    locks.order(reservation.line.order_id)
    held = Reservation.objects.holding().select_related("balance__lot").filter(pk=reservation.pk).first()
    if held is None:
        return 0
    product, place = held.balance.lot.product_id, held.balance.location_id
    others = Balance.objects.sellable_on(localdate(at)).filter(lot__product=product, location=place)
    others = others.exclude(pk=held.balance_id).order_by(F("lot__expires_on").asc(nulls_last=True), "pk")
    first_expired_first = list(others.values_list("pk", flat=True))
    shelves = locks.balances([held.balance_id, *first_expired_first])
    wanted = rest = _in_vain(held, shelves[held.balance_id])
    for shelf in map(shelves.__getitem__, first_expired_first):
        if units := min(rest, shelf.free):
            _promise_from(shelf, held, units)
            rest -= units
    if moved := wanted - rest:
        _release_part(held, moved)
        _give_back([(held.balance, moved)])
    return rest


@transaction.atomic
def spend(*, parcel, at: datetime, actor) -> list[Movement]:
    """Issue the goods of a parcel from its location. Twice is once.

    Raises LotHeld, ReservationMismatch where a line does not hold what the parcel carries, and
    InsufficientStock where promised goods are no longer on the shelf.
    """
    locks.order(parcel.order_id)
    refuse_held(parcel=parcel)
    carried = {parcel_line.line: parcel_line.quantity for parcel_line in parcel.lines.select_related("line")}
    promised = defaultdict(list)
    rows = Reservation.objects.filter(
        line__in=carried, balance__location=parcel.location, state__in=(State.COMMITTED, State.SPENT)
    )
    for reservation in rows.select_related("balance__lot__product"):
        promised[reservation.line_id].append(reservation)
    for line, quantity in carried.items():
        held = sum(reservation.quantity for reservation in promised[line.pk])
        if held != quantity:
            raise ReservationMismatch(line=line, wanted=quantity, held=held)
    going = [reservation for reservations in promised.values() for reservation in reservations]
    movements = ledger.post(
        [
            ledger.Entry(
                lot=reservation.balance.lot,
                location=parcel.location,
                quantity=-reservation.quantity,
                kind=Movement.Kind.SALE,
                source_key=f"{SALE_KEY}{reservation.pk}",
                at=at,
                actor=actor,
                frees=reservation.quantity,
            )
            for reservation in going
        ]
    )
    Reservation.objects.filter(pk__in=[reservation.pk for reservation in going]).update(state=State.SPENT)
    return movements


def refuse_held(*, parcel) -> None:
    """What was promised before its lot was held does not leave. Raises LotHeld."""
    carried = Reservation.objects.filter(
        line__in=parcel.lines.values("line"),
        balance__location=parcel.location_id,
        state__in=(State.COMMITTED, State.SPENT),
    )
    standing = Hold.objects.standing().filter(lot__in=carried.values("balance__lot"))
    if held := standing.select_related("lot__product__parent").first():
        raise LotHeld(hold=held)


def _add_reserved(held: Iterable[Reservation]) -> None:
    units: Counter[int] = Counter()
    for reservation in held:
        units[reservation.balance_id] += reservation.quantity
    for balance, quantity in sorted(units.items()):
        shelf = Balance.objects.not_held().filter(pk=balance)
        enough = shelf.filter(on_hand__gte=F("reserved") + F("safety") + quantity)
        if not enough.update(reserved=F("reserved") + quantity):
            raise Overtaken


def _in_vain(promise: Reservation, shelf: Balance) -> int:
    if Hold.objects.standing().filter(lot=shelf.lot_id).exists():
        return promise.quantity
    return min(promise.quantity, max(0, shelf.reserved - shelf.on_hand))


def _promise_from(shelf: Balance, held: Reservation, units: int) -> None:
    Balance.objects.filter(pk=shelf.pk).update(reserved=F("reserved") + units)
    there = Reservation.objects.holding().filter(line=held.line_id, balance=shelf)
    if not there.update(quantity=F("quantity") + units):
        Reservation.objects.create(
            line_id=held.line_id, balance=shelf, quantity=units, state=held.state, expires_at=held.expires_at
        )


def _deal(lines: Iterable, shares: Sequence[Share]):
    """Share out what was held among lines of the same product: (line, share, units)."""
    left = {share.balance.pk: share.quantity for share in shares}
    for line in lines:
        rest = line.quantity
        for share in shares:
            units = min(rest, left[share.balance.pk]) if share.product_id == line.product_id else 0
            if units:
                yield line, share, units
                left[share.balance.pk] -= units
                rest -= units


def _release_part(reservation: Reservation, units: int) -> None:
    if units == reservation.quantity:
        Reservation.objects.filter(pk=reservation.pk).update(state=State.RELEASED)
        return
    Reservation.objects.filter(pk=reservation.pk).update(quantity=F("quantity") - units)
    Reservation.objects.create(
        line_id=reservation.line_id, balance=reservation.balance, quantity=units, state=State.RELEASED
    )


def _give_back(units: Iterable[tuple[Balance, int]]) -> int:
    freed: Counter[Balance] = Counter()
    for balance, quantity in units:
        freed[balance] += quantity
    for balance in sorted(freed, key=lambda balance: balance.pk):
        Balance.objects.filter(pk=balance.pk).update(reserved=F("reserved") - freed[balance])
    projection.refresh({balance.lot.product_id for balance in freed})
    return freed.total()
