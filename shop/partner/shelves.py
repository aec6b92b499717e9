"""Where a product lies today: the lot that the web sells next, and the points of sale that have it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Q
from django.utils.timezone import localdate

from catalogue.traceability.models import Lot
from shop.locations import hours
from shop.locations.models import Location
from shop.stock.models import Balance


@dataclass(frozen=True)
class Place:
    """A point of sale with units of the product; `line` tells where it is and whether it is open."""

    name: str
    url: str
    line: str
    units: int


@dataclass(frozen=True)
class Shelves:
    """`lot`: the one sold online next, None where the web has none. `places`: public points, most units first."""

    lot: Lot | None
    places: list[Place]


def shelves_of(product, *, at: datetime) -> Shelves:
    """The shelves of one product or size, in three queries."""
    day = localdate(at)
    balances = Balance.objects.filter(lot__product=product).select_related("lot", "location__ward__province")
    online = balances.selling_online().fresh_on(day).with_units_free().filter(units_free__gt=0)
    first_to_expire = online.order_by(F("lot__expires_on").asc(nulls_last=True), "lot").first()
    on_show = (
        balances.filter(Q(lot__expires_on=None) | Q(lot__expires_on__gte=day), on_hand__gt=0)
        .filter(location__in=Location.objects.open_to_public())
        .prefetch_related("location__opening_hours")
    )
    units: dict[Location, int] = defaultdict(int)
    for balance in on_show:
        units[balance.location] += max(0, balance.on_hand - balance.reserved)
    places = [_place(location, number, at) for location, number in units.items() if number]
    return Shelves(
        lot=first_to_expire and first_to_expire.lot,
        places=sorted(places, key=lambda place: (-place.units, place.name)),
    )


def _place(location: Location, units: int, at: datetime) -> Place:
    line = " · ".join(part for part in (location.ward.name, hours.said_at(location, at=at)) if part)
    return Place(location.name, location.get_absolute_url(), line, units)
