"""Which shelf serves a buyer: one location with everything before many with a part, then the nearest,
then the lots that expire first."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from math import asin, cos, inf, radians, sin, sqrt

from django.apps import apps
from django.utils.timezone import localdate

from catalogue.places.models import Province, Ward
from shop.locations.models import Location
from shop.stock.exceptions import InsufficientStock
from shop.stock.models import Balance

EARTH_RADIUS_KM = 6371.0


@dataclass(frozen=True, slots=True)
class Share:
    """Units of one product that one balance is to give."""

    balance: Balance
    product_id: int
    quantity: int


def plan(
    *,
    wanted: Mapping[int, int],
    at: datetime,
    province: Province | None = None,
    location: Location | None = None,
    is_locked: bool = False,
) -> list[Share]:
    """Choose balances for product pk → units, without holding them. Raises InsufficientStock.

    `location`: only that one, as for an order to be fetched there; otherwise those that sell online.
    `is_locked`: lock every balance that could serve, so that the answer stays true in this transaction.
    """
    for quantity in wanted.values():
        if not isinstance(quantity, int) or quantity < 1:
            raise ValueError(f"A quantity is a whole number from 1, not {quantity!r}")
    shelves = defaultdict(list)
    for balance in _candidates(wanted, localdate(at), location, is_locked):
        if balance.free:
            shelves[balance.location].append(balance)
    _refuse_shortage(wanted, shelves)

    nearest_first = sorted(shelves, key=lambda place: (_distance_km(place, province), place.pk))
    rest = dict(wanted)
    shares: list[Share] = []
    while rest:
        best = max(nearest_first, key=lambda place: sum(share.quantity for share in _take(shelves[place], rest)))
        for share in list(_take(shelves.pop(best), rest)):
            shares.append(share)
            rest[share.product_id] -= share.quantity
        rest = {product_id: quantity for product_id, quantity in rest.items() if quantity}
        nearest_first.remove(best)
    return shares


@dataclass(frozen=True, slots=True)
class Offer:
    location: Location
    units: int


def nearest_with_units(*, product_id: int, location: Location, at: datetime) -> Offer | None:
    """The nearest other location with free units of a product, to send what was promised from instead."""
    shelves = Balance.objects.sellable_on(localdate(at)).with_units_free().filter(units_free__gt=0)
    elsewhere = shelves.filter(lot__product=product_id, location__is_open=True).exclude(location=location)
    units: dict[Location, int] = defaultdict(int)
    for shelf in elsewhere.select_related("location__ward"):
        units[shelf.location] += shelf.units_free

    def far(place: Location) -> tuple[float, int]:
        here, there = location.position, place.position
        return _haversine_km(*here, *there) if here and there else inf, place.pk

    nearest = min(units, key=far, default=None)
    return Offer(nearest, units[nearest]) if nearest else None


def _candidates(wanted: Mapping[int, int], day: date, location: Location | None, is_locked: bool) -> list[Balance]:
    balances = (
        Balance.objects.sellable_on(day)
        .filter(lot__product__in=wanted)
        .select_related("lot", "location__ward__province")
    )
    balances = balances.filter(location=location, location__is_open=True) if location else balances.selling_online()
    if is_locked:
        # All of them, empty or not: a unit that comes free while we wait for a lock must be seen.
        return list(balances.select_for_update(of=("self",), no_key=True).order_by("pk"))
    return list(balances.with_units_free().filter(units_free__gt=0))


def _refuse_shortage(wanted: Mapping[int, int], shelves: Mapping[Location, list[Balance]]) -> None:
    available: dict[int, int] = defaultdict(int)
    for balances in shelves.values():
        for balance in balances:
            available[balance.lot.product_id] += balance.free
    for product_id, quantity in wanted.items():
        if available[product_id] < quantity:
            raise InsufficientStock(
                product=apps.get_model("catalogue", "Product").objects.get(pk=product_id),
                wanted=quantity,
                available=available[product_id],
            )


def _take(balances: list[Balance], wanted: Mapping[int, int]) -> Iterator[Share]:
    """What these balances can give of what is wanted, the lots that expire first before others."""
    rest = dict(wanted)
    for balance in sorted(balances, key=first_expired):
        quantity = min(balance.free, rest.get(balance.lot.product_id, 0))
        if quantity:
            rest[balance.lot.product_id] -= quantity
            yield Share(balance, balance.lot.product_id, quantity)


def first_expired(balance: Balance) -> tuple[date, int]:
    return balance.lot.expires_on or date.max, balance.pk


def _distance_km(location: Location, province: Province | None) -> float:
    """From the middle of the buyer's province; 0 within it, infinite where a place has no coordinates."""
    if province is None or location.ward.province_id == province.pk:
        return 0.0
    there = _point(province)
    here = _point(location) or _point(location.ward) or _point(location.ward.province)
    return _haversine_km(*here, *there) if here and there else inf


def _point(place: Location | Ward | Province) -> tuple[float, float] | None:
    if place.latitude is None or place.longitude is None:
        return None
    return place.latitude, place.longitude


def _haversine_km(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """Great-circle distance (R. W. Sinnott, "Virtues of the Haversine", Sky and Telescope 68, 1984)."""
    a, b = radians(latitude), radians(other_latitude)
    half = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(radians(other_longitude - longitude) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(sqrt(half))
