"""Goods that come back: looked at, then put on the shelf again or written off."""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.db.models import Sum

from catalogue.traceability.models import Lot
from shop.order import following, life
from shop.order.exceptions import TooMany, WrongState
from shop.order.parcels import Parcel, ParcelLine, Return
from shop.stock import ledger
from shop.stock.models import Movement, Reservation


@transaction.atomic
def take_back(
    *,
    parcel_line: ParcelLine,
    restocked: int,
    written_off: int,
    reason: str,
    at: datetime,
    actor,
    key: str,
    location=None,
) -> Return:
    """Units of a sent parcel are here again, `restocked` good and `written_off` not; with one key they come once.

    They come back to `location`, else to where they left from. All of them enter the ledger as returned; those
    written off leave it again as damaged, so that both are seen. Money is given back by payment.refunding.
    """
    order = life.lock(parcel_line.parcel.order)
    if known := Return.objects.filter(key=key).first():
        return known
    parcel = Parcel.objects.select_related("location").get(pk=parcel_line.parcel_id)
    if parcel.state not in life.SENT_STATES:
        raise WrongState(deed="take back from", thing=parcel, state=parcel.state)
    came = restocked + written_off
    possible = parcel_line.quantity - _come_back(parcel_line)
    if min(restocked, written_off) < 0 or not 0 < came <= possible:
        raise TooMany(wanted=came, possible=possible)
    lots = list(_lots(parcel_line, skip=parcel_line.quantity - possible, units=came))
    back = Return.objects.create(
        parcel_line=parcel_line,
        location=location or parcel.location,
        quantity=came,
        restocked=restocked,
        written_off=written_off,
        reason=reason,
        received_at=at,
        received_by=actor,
        key=key,
    )
    _enter(back, lots, at=at, actor=actor)
    following.tell(order=order, at=at)
    _close_if_all_came_back(parcel, at=at)
    return back


def _come_back(parcel_line: ParcelLine) -> int:
    return parcel_line.returns.aggregate(units=Sum("quantity"))["units"] or 0


def _lots(parcel_line: ParcelLine, *, skip: int, units: int) -> Iterator[tuple[Lot, int]]:
    """(lot, units) as they were sent, in the order of their reservations, after the `skip` that came back before."""
    sent = Reservation.objects.filter(
        line=parcel_line.line, balance__location=parcel_line.parcel.location, state=Reservation.State.SPENT
    )
    for reservation in sent.select_related("balance__lot").order_by("pk"):
        passed = min(skip, reservation.quantity)
        skip -= passed
        taken = min(units, reservation.quantity - passed)
        if taken:
            units -= taken
            yield reservation.balance.lot, taken


def _enter(back: Return, lots: list[tuple[Lot, int]], *, at: datetime, actor) -> None:
    rest = back.written_off
    for place, (lot, units) in enumerate(lots, start=1):
        where = {"lot": lot, "location": back.location, "at": at, "actor": actor, "reason": back.reason}
        ledger.take_back(**where, quantity=units, source_key=f"return:{back.pk}:{place}")
        bad = min(rest, units)
        if bad:
            rest -= bad
            ledger.write_off(
                **where, quantity=bad, kind=Movement.Kind.DAMAGE, source_key=f"return:{back.pk}:{place}:damage"
            )


def _close_if_all_came_back(parcel: Parcel, *, at: datetime) -> None:
    """A parcel that never reached its buyer and is here again in full is over."""
    if parcel.state != Parcel.State.DISPATCHED:
        return
    sent = parcel.lines.aggregate(units=Sum("quantity"))["units"]
    back = Return.objects.filter(parcel_line__parcel=parcel).aggregate(units=Sum("quantity"))["units"]
    if back == sent:
        parcel.state = Parcel.State.RETURNED
        parcel.save(update_fields=["state"])
        life.complete(order=parcel.order, at=at)
