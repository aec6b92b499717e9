"""The life of an order: awaiting payment → confirmed → completed, or cancelled.

Each deed locks the order's row first, does nothing when it is already done, and refuses by name.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from shop.order import letters, uses
from shop.order.exceptions import AlreadySent, TooMany, WrongState
from shop.order.models import Line, Order
from shop.order.parcels import Parcel
from shop.order.sending.parcelling import OPEN_STATES, held_by_location, make_parcels, refit
from shop.stock import locks, reservations
from shop.stock.exceptions import InsufficientStock

SENT_STATES = (Parcel.State.DISPATCHED, Parcel.State.DELIVERED)
NEVER_ARRIVED = {Parcel.State.RETURNED, Parcel.State.CANCELLED}
NOT_SENT = (*OPEN_STATES, Parcel.State.CANCELLED)
OVER_STATES = {Parcel.State.DELIVERED, *NEVER_ARRIVED}


def lock(order: Order) -> Order:
    """The order's row, locked until the transaction ends: the first lock of every deed."""
    return locks.order(order.pk)


@transaction.atomic
def confirm(*, order: Order, at: datetime) -> Order:
    """The money is there: what was held for a time is now promised."""
    order = lock(order)
    if order.status in (Order.CONFIRMED, Order.COMPLETED):
        return order
    if order.status != Order.AWAITING_PAYMENT:
        raise WrongState(deed="confirm", thing=order, state=order.status)
    reservations.commit(order=order, at=at)
    _move(order, Order.CONFIRMED, expires_at=None)
    letters.enqueue(letters.PAID, order)
    return order


@transaction.atomic
def cancel(*, order: Order, because: str, at: datetime, actor=None, letter: str = "cancelled") -> Order:
    """Let everything go that is held. Money already taken is given back by payment.refunding, not here."""
    order = lock(order)
    if order.status == Order.CANCELLED:
        return order
    if order.parcels.filter(state__in=SENT_STATES).exists():
        raise AlreadySent(order=order)
    if order.status == Order.COMPLETED:
        raise WrongState(deed="cancel", thing=order, state=order.status)
    uses.give_back(order)
    reservations.release(order=order, at=at)
    order.parcels.filter(state__in=OPEN_STATES).update(state=Parcel.State.CANCELLED)
    _move(order, Order.CANCELLED, cancelled_because=because, expires_at=None)
    _note(order, actor, because)
    letters.enqueue(letter, order)
    return order


@transaction.atomic
def give_up(*, order: Order, because: str, at: datetime, actor=None) -> Order:
    """Nothing arrived and all that was sent is here again: the order is over. The money is payment.calling_off's."""
    order = lock(order)
    if order.status == Order.CANCELLED:
        return order
    states = set(order.parcels.values_list("state", flat=True))
    if order.status != Order.CONFIRMED or Parcel.State.RETURNED not in states or not states <= NEVER_ARRIVED:
        raise WrongState(deed="give up", thing=order, state=order.status)
    uses.give_back(order)
    _move(order, Order.CANCELLED, cancelled_because=because)
    _note(order, actor, because)
    letters.enqueue(letters.CANCELLED, order)
    return order


@transaction.atomic
def revive(*, order: Order, at: datetime) -> bool:
    """A payment came after the order had run out: hold the goods again, all of them, or leave it cancelled.

    True: the order is confirmed, with new parcels at the fees that were paid. False: the money must go back.
    """
    order = lock(order)
    if order.status != Order.CANCELLED:
        return order.status in (Order.CONFIRMED, Order.COMPLETED)
    was = list(order.parcels.filter(state=Parcel.State.CANCELLED).select_related("service").order_by("number"))
    lines = list(order.lines.all())
    if not was or any(line.units_cancelled or line.product_id is None for line in lines):
        return False
    try:
        with transaction.atomic():
            uses.take_again(order)
            reservations.reserve(lines=lines, at=at, expires_at=None, **_whence(order, was[0]))
    except InsufficientStock:
        return False
    _parcels_again(order, was)
    _move(order, Order.CONFIRMED, cancelled_because="")
    letters.enqueue(letters.PAID, order)
    return True


@transaction.atomic
def cancel_units(*, line: Line, quantity: int, because: str, at: datetime, actor=None) -> Line:
    """Take units out of a confirmed order before they are sent. The refund for them is payment.refunding's."""
    order = lock(line.order)
    if order.status != Order.CONFIRMED:
        raise WrongState(deed="cancel units of", thing=order, state=order.status)
    line = Line.objects.get(pk=line.pk)
    everywhere = held_by_location(order).values()
    held = sum(contents.get(line, 0) for contents in everywhere)
    if not 0 < quantity <= held:
        raise TooMany(wanted=quantity, possible=held)
    is_last = quantity == sum(sum(contents.values()) for contents in everywhere)
    is_over = is_last and not order.parcels.exclude(state__in=NOT_SENT).exists()
    if is_over:
        uses.give_back(order)
    reservations.release_units(line=line, quantity=quantity, at=at)
    line.units_cancelled += quantity
    line.save(update_fields=["units_cancelled"])
    refit(order)
    _note(order, actor, f"−{quantity} {line.title}: {because}")
    if is_over:
        _move(order, Order.CANCELLED, cancelled_because=because)
        letters.enqueue(letters.CANCELLED, order)
    else:
        complete(order=order, at=at)
    return line


@transaction.atomic
def complete(*, order: Order, at: datetime) -> Order:
    """Confirmed, no parcel left to send or on its way, at least one delivered: then it is done. Else nothing."""
    order = lock(order)
    states = set(order.parcels.values_list("state", flat=True))
    done = states <= OVER_STATES and Parcel.State.DELIVERED in states
    if order.status == Order.CONFIRMED and done:
        _move(order, Order.COMPLETED)
    return order


def _move(order: Order, status: str, **facts) -> None:
    before, order.status = order.status, status
    for name, value in facts.items():
        setattr(order, name, value)
    order.save(update_fields=["status", *facts])
    order.status_changes.create(old_status=before, new_status=status)


def _note(order: Order, actor, message: str) -> None:
    order.notes.create(user=actor, message=message, note_type="System")


def _whence(order: Order, parcel: Parcel) -> dict:
    """Where reserving looks: at the point the buyer chose, or nearest to the buyer's province."""
    if parcel.is_pickup:
        return {"location": parcel.location}
    return {"province": order.shipping_address.ward.province}


def _parcels_again(order: Order, was: list[Parcel]) -> None:
    """New parcels by the services of the old ones; their fees add up to the shipping that was paid."""
    last_at = {parcel.location_id: parcel for parcel in was}
    contents = held_by_location(order)
    left = int(order.shipping_incl_tax)
    facts = {}
    for place, location_id in enumerate(contents, start=1):
        like = last_at.get(location_id, was[-1])
        fee = left if place == len(contents) else min(like.fee, left)
        left -= fee
        facts[location_id] = {
            "is_pickup": like.is_pickup, "service": like.service, "service_name": like.service_name,
            "fee": fee, "weight_g": like.weight_g,
        }  # fmt: skip
    last = order.parcels.aggregate(last=Max("number"))["last"]
    make_parcels(order=order, contents=contents, facts=facts, after=last)
