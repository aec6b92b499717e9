"""Where a product lies today: the lot that the web sells next, and the points of sale that have it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from math import inf
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.timezone import localdate

from catalogue.traceability.models import Lot
from shop.locations import hours
from shop.locations.models import Location
from shop.locations.nearness import Position, kilometres_between, said
from shop.locations.whereabouts import Whereabouts
from shop.stock.allocation import first_expired
from shop.stock.models import Balance


@dataclass(frozen=True)
class Place:
    """A point of sale with units of the product; `line` tells where it is, `hours` when it is open."""

    name: str
    url: str
    line: str
    hours: str
    is_open: bool
    units: int
    kilometres: float


@dataclass(frozen=True)
class Shelves:
    """`lot`: the one sold online next, None where the web has none; `sources`: the locations that send it.

    `places`: public points, the nearest first where it is known from where, then most units first.
    """

    lot: Lot | None
    sources: list[Location]
    places: list[Place]


def shelves_of(product, *, at: datetime, here: Whereabouts | None = None) -> Shelves:
    """The shelves of one product or size, in two queries."""
    balances = _balances(product, at)
    online = sorted((balance for balance in balances if balance.is_online and balance.units_free), key=first_expired)
    units: dict[Location, int] = defaultdict(int)
    for balance in balances:
        if balance.is_on_show:
            units[balance.location] += max(0, balance.on_hand - balance.reserved)
    position = here.position if here else None
    places = [_place(location, number, at, position) for location, number in units.items() if number]
    return Shelves(
        lot=online[0].lot if online else None,
        sources=list(dict.fromkeys(balance.location for balance in online)),
        places=sorted(places, key=lambda place: (place.kilometres, -place.units, place.name)),
    )


def nearest_source(sources: Iterable[Location], here: Whereabouts) -> Location | None:
    """Which of them sends to a buyer who is there: one of the same province, else the nearest."""
    return min(sources, key=lambda source: (_from_elsewhere(source, here), source.pk), default=None)


def _balances(product, at: datetime) -> list[Any]:
    """All that are neither empty nor held, each with what it may be used for."""
    day = localdate(at)
    this = Balance.objects.filter(pk=OuterRef("pk"))
    public = Location.objects.open_to_public().filter(pk=OuterRef("location"))
    return list(
        Balance.objects.on_show_on(day)
        .filter(lot__product=product, on_hand__gt=0)
        .with_units_free()
        .annotate(is_online=Exists(this.selling_online().sellable_on(day)), is_on_show=Exists(public))
        .select_related("lot", "location__ward__province")
        .prefetch_related("location__opening_hours")
        .order_by("pk")
    )


def _place(location: Location, units: int, at: datetime, here: Position | None) -> Place:
    far = kilometres_between(here, there) if here and (there := location.position) else inf
    return Place(
        name=location.name,
        url=location.get_absolute_url(),
        line=" · ".join(filter(None, (location.ward.name, said(far)))),
        hours=hours.said_at(location, at=at),
        is_open=hours.is_open_at(location, at=at),
        units=units,
        kilometres=far,
    )


def _from_elsewhere(source: Location, here: Whereabouts) -> float:
    if source.ward.province_id == here.province_id:
        return 0
    position, there = here.position, source.position
    return kilometres_between(position, there) if position and there else inf
