"""Orders made straight from models: this room's tests know nothing of checkout."""

from collections import Counter
from datetime import timedelta
from itertools import count

from django.utils.timezone import now
from oscar.core.loading import get_model

from shop.order.parcels import Parcel
from shop.stock import reservations
from shop.stock.models import Reservation

number = count(1)
AT = now()
LATER = AT + timedelta(minutes=31)


def a_placed_order(*products_and_quantities, expires_at=None):
    """An order with a line for each pair, nothing reserved; awaiting payment when it expires."""
    order = get_model("order", "Order").objects.create(
        number=f"T{next(number):06d}",
        currency="VND",
        total_incl_tax=0,
        total_excl_tax=0,
        status="awaiting_payment" if expires_at else "confirmed",
        pays_by="vietqr" if expires_at else "cash",
        expires_at=expires_at,
    )
    partner = get_model("partner", "Partner").objects.first()
    for product, quantity in products_and_quantities:
        order.lines.create(
            partner=partner,
            product=product,
            title=product.title,
            quantity=quantity,
            num_allocated=0,
            line_price_incl_tax=0,
            line_price_excl_tax=0,
            line_price_before_discounts_incl_tax=0,
            line_price_before_discounts_excl_tax=0,
        )
    return order


def lines_of(order) -> list:
    return list(order.lines.order_by("pk"))


def a_reserved_order(*products_and_quantities, expires_at=None, at=AT):
    """An order whose goods are held and planned into a parcel for each location."""
    order = a_placed_order(*products_and_quantities, expires_at=expires_at)
    reservations.reserve(lines=lines_of(order), at=at, expires_at=expires_at)
    plan_parcels(order)
    return order


def plan_parcels(order) -> list[Parcel]:
    held = Reservation.objects.holding().filter(line__order=order).select_related("balance__location", "line")
    parcels: dict = {}
    units: Counter = Counter()
    for reservation in held:
        location = reservation.balance.location
        if location not in parcels:
            parcels[location] = order.parcels.create(number=len(parcels) + 1, location=location)
        units[parcels[location], reservation.line] += reservation.quantity
    for (parcel, line), quantity in units.items():
        parcel.lines.create(line=line, quantity=quantity)
    return list(parcels.values())


def dispatch(parcel, *, at=AT, actor=None) -> None:
    """What order does at the door: the goods leave and the parcel says so."""
    reservations.spend(parcel=parcel, at=at, actor=actor)
    parcel.state, parcel.dispatched_at = Parcel.State.DISPATCHED, at
    parcel.save()
