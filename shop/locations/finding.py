"""Which points of sale answer a visitor's question, and in which order."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from math import inf
from typing import Self

from catalogue.places.models import Province
from shop.locations import hours
from shop.locations.models import Location
from shop.locations.nearness import Position, kilometres_between
from shop.locations.whereabouts import Whereabouts


@dataclass(frozen=True, kw_only=True)
class Question:
    """`near`: a position just told by the visitor's device, in the address and kept nowhere."""

    near: Position | None
    kind: str
    province: str
    is_open_now: bool

    @classmethod
    def read(cls, asked: Mapping[str, str]) -> Self:
        """What makes no sense is not asked."""
        kind = asked.get("kind", "")
        return cls(
            near=_position(asked.get("near", "")),
            kind=kind if kind in Location.Kind.values else "",
            province=asked.get("province", ""),
            is_open_now=bool(asked.get("open")),
        )


@dataclass(frozen=True)
class Found:
    """`kilometres` is infinite where it is not known from where, or not known to where."""

    point: Location
    kilometres: float
    is_open: bool


def points(question: Question, *, here: Whereabouts | None, at: datetime) -> list[Found]:
    """In two queries; the nearest first where it is known from where, else by province and name."""
    chosen = Location.objects.open_to_public().select_related("ward__province").prefetch_related("opening_hours")
    if question.kind:
        chosen = chosen.filter(kind=question.kind)
    if question.province:
        chosen = chosen.filter(ward__province__code=question.province)
    start = question.near or (here.position if here else None)
    found = [
        Found(point, _far(point, start), hours.is_open_at(point, at=at))
        for point in chosen.order_by("ward__province__folded", "name", "pk")
    ]
    return sorted((one for one in found if one.is_open or not question.is_open_now), key=lambda one: one.kilometres)


def provinces() -> list[tuple[str, str]]:
    """Those with a point of sale: code and name."""
    there = Location.objects.open_to_public().values("ward__province")
    return list(Province.objects.filter(pk__in=there).order_by("folded").values_list("code", "short_name"))


def _far(point: Location, start: Position | None) -> float:
    there = point.position
    return kilometres_between(start, there) if start and there else inf


def _position(said: str) -> Position | None:
    """ "16.07,108.22" """
    try:
        latitude, longitude = (float(part) for part in said.split(","))
    except ValueError:
        return None
    return (latitude, longitude) if -90 <= latitude <= 90 and -180 <= longitude <= 180 else None
