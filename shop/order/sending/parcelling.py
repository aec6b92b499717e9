"""Parcels are drawn from reservations: what one location holds for an order leaves it together."""

import secrets
from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Max

from shop.order.models import Line, Order
from shop.order.parcels import Parcel, ParcelLine
from shop.stock.models import Reservation

OPEN_STATES = (Parcel.State.PLANNED, Parcel.State.PACKED)
Contents = dict[int, dict[Line, int]]


def held_by_location(order: Order) -> Contents:
    """{location id: {line: units}} of what is held for an order, in a fixed order."""
    contents: Contents = defaultdict(dict)
    held = Reservation.objects.holding().filter(line__order=order).select_related("balance", "line")
    for reservation in held.order_by("line_id", "pk"):
        shelf = contents[reservation.balance.location_id]
        shelf[reservation.line] = shelf.get(reservation.line, 0) + reservation.quantity
    return dict(sorted(contents.items()))


def make_parcel(*, order: Order, location_id: int, contents: dict[Line, int], **facts) -> Parcel:
    """`facts`: service, service_name, fee, weight_g, is_pickup. A parcel to be fetched gets its code here."""
    last = order.parcels.aggregate(last=Max("number"))["last"] or 0
    if facts.get("is_pickup"):
        facts["pickup_code"] = f"{secrets.randbelow(10**6):06d}"
    parcel = Parcel.objects.create(order=order, number=last + 1, location_id=location_id, **facts)
    _fill(parcel, contents.items())
    return parcel


def refit(order: Order) -> None:
    """After units were cancelled: open parcels hold again exactly what is held for them; empty ones are cancelled."""
    held = held_by_location(order)
    for parcel in order.parcels.filter(state__in=OPEN_STATES):
        contents = held.get(parcel.location_id, {})
        parcel.lines.all().delete()
        if contents:
            _fill(parcel, contents.items())
        else:
            parcel.state = Parcel.State.CANCELLED
            parcel.save(update_fields=["state"])


def _fill(parcel: Parcel, contents: Iterable[tuple[Line, int]]) -> None:
    ParcelLine.objects.bulk_create(
        ParcelLine(parcel=parcel, line=line, quantity=quantity) for line, quantity in contents
    )
