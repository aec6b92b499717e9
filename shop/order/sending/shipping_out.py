"""A parcel's way: planned → packed → dispatched → delivered, or handed over to the buyer who fetches it.

Each deed locks the order, then the parcel; done twice it is done once; out of turn it is refused by name. Nothing of
a held lot goes on its way.
"""

from datetime import datetime
from hmac import compare_digest

from django.db import transaction

from shop.order import following, letters, life
from shop.order.exceptions import WrongCode, WrongState
from shop.order.models import Order
from shop.order.parcels import Parcel, Return
from shop.stock import reservations

State = Parcel.State


@transaction.atomic
def pack(*, parcel: Parcel, at: datetime, actor=None) -> Parcel:
    """Goods are in their box. What the buyer fetches is announced now, with its code."""
    parcel = _locked(parcel)
    if parcel.state == State.PACKED:
        return parcel
    _require(parcel, State.PLANNED, deed="pack")
    reservations.refuse_held(parcel=parcel)
    _move(parcel, State.PACKED, packed_at=at)
    if parcel.is_pickup:
        letters.enqueue(letters.READY, parcel.order, parcel=parcel)
    return parcel


@transaction.atomic
def dispatch(*, parcel: Parcel, tracking_number: str, at: datetime, actor=None) -> Parcel:
    """The carrier has it: the goods leave the ledger."""
    parcel = _locked(parcel)
    if parcel.state == State.DISPATCHED and parcel.tracking_number == tracking_number:
        return parcel
    if parcel.is_pickup:
        raise WrongState(deed="dispatch", thing=parcel, state="pickup")
    _require(parcel, State.PACKED, deed="dispatch")
    reservations.spend(parcel=parcel, at=at, actor=actor)
    _move(parcel, State.DISPATCHED, dispatched_at=at, tracking_number=tracking_number)
    following.tell(order=parcel.order, at=at)
    letters.enqueue(letters.DISPATCHED, parcel.order, parcel=parcel)
    return parcel


@transaction.atomic
def send_again(*, parcel: Parcel, tracking_number: str, at: datetime, actor=None) -> Parcel:
    """The carrier brought the box back unopened and takes it anew: the ledger has let these goods go already."""
    parcel = _locked(parcel)
    _require(parcel, State.DISPATCHED, deed="send again")
    if parcel.tracking_number == tracking_number:
        return parcel
    if Return.objects.filter(parcel_line__parcel=parcel).exists():
        raise WrongState(deed="send again", thing=parcel, state="opened")
    reservations.refuse_held(parcel=parcel)
    parcel.order.notes.create(
        user=actor, note_type="System", message=f"{parcel}: {parcel.tracking_number} → {tracking_number}"
    )
    _move(parcel, State.DISPATCHED, dispatched_at=at, tracking_number=tracking_number)
    letters.enqueue(letters.DISPATCHED, parcel.order, parcel=parcel)
    return parcel


@transaction.atomic
def deliver(*, parcel: Parcel, at: datetime, actor=None) -> Parcel:
    """The carrier says that the buyer has it."""
    parcel = _locked(parcel)
    if parcel.state == State.DELIVERED:
        return parcel
    _require(parcel, State.DISPATCHED, deed="deliver")
    _move(parcel, State.DELIVERED, delivered_at=at)
    letters.enqueue(letters.DELIVERED, parcel.order, parcel=parcel)
    life.complete(order=parcel.order, at=at)
    return parcel


@transaction.atomic
def hand_over(*, parcel: Parcel, code: str, at: datetime, actor=None) -> Parcel:
    """The buyer stands at the counter and says the code: the goods leave the ledger into their hands."""
    parcel = _locked(parcel)
    if not parcel.is_pickup:
        raise WrongState(deed="hand over", thing=parcel, state="sent by carrier")
    if not compare_digest(code.strip().encode(), parcel.pickup_code.encode()):
        raise WrongCode(parcel=parcel)
    if parcel.state == State.DELIVERED:
        return parcel
    _require(parcel, State.PACKED, deed="hand over")
    reservations.spend(parcel=parcel, at=at, actor=actor)
    _move(parcel, State.DELIVERED, dispatched_at=at, delivered_at=at)
    following.tell(order=parcel.order, at=at)
    life.complete(order=parcel.order, at=at)
    return parcel


def _locked(parcel: Parcel) -> Parcel:
    order = life.lock(parcel.order)
    parcel = Parcel.objects.select_for_update(of=("self",)).select_related("location").get(pk=parcel.pk)
    parcel.order = order
    return parcel


def _require(parcel: Parcel, state: str, *, deed: str) -> None:
    if parcel.state != state:
        raise WrongState(deed=deed, thing=parcel, state=parcel.state)
    if parcel.order.status != Order.CONFIRMED:
        raise WrongState(deed=deed, thing=parcel.order, state=parcel.order.status)


def _move(parcel: Parcel, state: str, **facts) -> None:
    parcel.state = state
    for name, value in facts.items():
        setattr(parcel, name, value)
    parcel.save(update_fields=["state", *facts])
