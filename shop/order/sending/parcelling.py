"""Parcels are drawn from reservations: what one location holds for an order leaves it together."""

import secrets
from collections import defaultdict
from collections.abc import Iterable

from shop.order.models import Line, Order
from shop.order.parcels import Parcel, ParcelLine
from shop.stock.models import Reservation

OPEN_STATES = (Parcel.State.PLANNED, Parcel.State.PACKED)
Contents = dict[int, dict[Line, int]]


def held_by_location(order: Order) -> Contents:
    """{location id: {line: units}} of what is held for an order, in a fixed order."""
    held = Reservation.objects.holding().filter(line__order=order).select_related("balance", "line")
    return by_location(held.order_by("line_id", "pk"))


def by_location(reservations: Iterable[Reservation]) -> Contents:
    """Wants each with its balance and its line, in the order of lines."""
    contents: Contents = defaultdict(dict)
    for reservation in reservations:
        shelf = contents[reservation.balance.location_id]
        shelf[reservation.line] = shelf.get(reservation.line, 0) + reservation.quantity
    return dict(sorted(contents.items()))


def make_parcels(*, order: Order, contents: Contents, facts: dict[int, dict], after: int = 0) -> list[Parcel]:
    """A parcel for each location, numbered on from `after`, in two queries.

    `facts` of each: service, service_name, fee, weight_g, is_pickup. A parcel to be fetched gets its code here.
    """
    parcels = Parcel.objects.bulk_create(
        Parcel(
            order=order,
            number=number,
            location_id=location_id,
            pickup_code=_new_code() if facts[location_id]["is_pickup"] else "",
            **facts[location_id],
        )
        for number, location_id in enumerate(contents, start=after + 1)
    )
    _fill((parcel, contents[parcel.location_id]) for parcel in parcels)
    return parcels


def refit(order: Order) -> None:
    """After units were cancelled: open parcels hold again exactly what is held for them; empty ones are cancelled."""
    held = held_by_location(order)
    for parcel in order.parcels.filter(state__in=OPEN_STATES):
        contents = held.get(parcel.location_id, {})
        parcel.lines.all().delete()
        if contents:
            _fill([(parcel, contents)])
        else:
            parcel.state = Parcel.State.CANCELLED
            parcel.save(update_fields=["state"])


def _new_code() -> str:
    return f"{secrets.randbelow(10**6):06d}"


def _fill(parcels: Iterable[tuple[Parcel, dict[Line, int]]]) -> None:
    ParcelLine.objects.bulk_create(
        ParcelLine(parcel=parcel, line=line, quantity=quantity)
        for parcel, contents in parcels
        for line, quantity in contents.items()
    )
