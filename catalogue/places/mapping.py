"""A map that needs nothing from outside: our own dots, one for each commune, and marks upon them.

The dots of all communes together are the country's shape. Web Mercator, so that a map library can lay them under it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import asinh, atan, degrees, pi, radians, sinh, sqrt, tan

from django.core.cache import cache

from catalogue.places.models import Ward

WIDTH, HEIGHT = 400, 320
LEAST_SPAN = 0.006  # of the world's width: some 200 km
MARGIN = 1.3
GRID = 4
SECONDS = 3600


Bounds = tuple[float, float, float, float]


@dataclass(frozen=True)
class Mark:
    """Something on the map: `line` says more of it, `url` leads to its page."""

    latitude: float
    longitude: float
    name: str
    line: str
    url: str


@dataclass(frozen=True)
class Pin:
    mark: Mark
    number: int
    x: float
    y: float


@dataclass(frozen=True)
class Map:
    """`ground`: an SVG path of dots, one window beyond each edge; `land`: how wide a dot is that meets its neighbours.

    `bounds` and those of the ground: south, west, north, east.
    """

    width: int
    height: int
    ground: str
    land: int
    bounds: Bounds
    ground_bounds: Bounds
    pins: list[Pin]


def mark_of(place, line: str) -> Mark | None:
    """Of anything with a position, a name and a page; None where it lies nobody knows where."""
    if place.position is None:
        return None
    latitude, longitude = place.position
    return Mark(latitude, longitude, name=place.name, line=line, url=place.get_absolute_url())


def map_of(marks: Sequence[Mark]) -> Map | None:
    """A map just large enough for its marks; None where there is none."""
    if not marks:
        return None
    spots = [_projected(mark.latitude, mark.longitude) for mark in marks]
    left, top, scale = _window(spots)

    def placed(spot: tuple[float, float]) -> tuple[float, float]:
        return (spot[0] - left) * scale, (spot[1] - top) * scale

    placed_marks = enumerate(zip(marks, map(placed, spots), strict=True), start=1)
    dots = _dots(placed(spot) for spot in _communes())
    return Map(
        width=WIDTH,
        height=HEIGHT,
        ground="".join(f"M{x} {y}h0" for x, y in dots),
        land=round(sqrt(9 * WIDTH * HEIGHT / max(len(dots), 1)) * 0.9),
        bounds=_bounds(left, top, scale, beyond=0),
        ground_bounds=_bounds(left, top, scale, beyond=1),
        pins=[Pin(mark, number, round(x, 1), round(y, 1)) for number, (mark, (x, y)) in placed_marks],
    )


def _projected(latitude: float, longitude: float) -> tuple[float, float]:
    """Web Mercator (EPSG:3857) on a world of width 1, y downwards."""
    return (longitude + 180) / 360, (1 - asinh(tan(radians(latitude))) / pi) / 2


def _window(spots: Sequence[tuple[float, float]]) -> tuple[float, float, float]:
    """Left and top edge and the scale of a window of our shape around the spots."""
    (west, east), (north, south) = ((min(axis), max(axis)) for axis in zip(*spots, strict=True))
    span = max(LEAST_SPAN, (east - west) * MARGIN, (south - north) * MARGIN * WIDTH / HEIGHT)
    scale = WIDTH / span
    return (west + east - span) / 2, (north + south - HEIGHT / scale) / 2, scale


def _dots(spots: Iterable[tuple[float, float]]) -> list[tuple[int, int]]:
    """On a grid, so that a delta is no heap of dots."""
    on_grid = {(round(x / GRID) * GRID, round(y / GRID) * GRID) for x, y in spots}
    return sorted((x, y) for x, y in on_grid if -WIDTH <= x <= 2 * WIDTH and -HEIGHT <= y <= 2 * HEIGHT)


def _bounds(left: float, top: float, scale: float, *, beyond: int) -> Bounds:
    """Of the window, with as many more windows beyond each edge."""
    width, height = WIDTH / scale, HEIGHT / scale
    south, north = (top + height * (1 + beyond), top - height * beyond)
    west, east = (left - width * beyond, left + width * (1 + beyond))
    return _latitude(south), _longitude(west), _latitude(north), _longitude(east)


def _latitude(y: float) -> float:
    return round(degrees(atan(sinh(pi * (1 - 2 * y)))), 5)


def _longitude(x: float) -> float:
    return round(x * 360 - 180, 5)


def _communes() -> list[tuple[float, float]]:
    """The middles of today's communes, projected; remembered for an hour."""
    return cache.get_or_set("catalogue.places.communes", _read, SECONDS) or []


def _read() -> list[tuple[float, float]]:
    middles = Ward.objects.current().exclude(latitude=None).values_list("latitude", "longitude")
    return [_projected(latitude, longitude) for latitude, longitude in middles]
