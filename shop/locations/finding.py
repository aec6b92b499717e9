"""Which points of sale answer a visitor's question, and in which order."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from math import inf
from typing import Self

from django.core.cache import cache
from django.db.models import QuerySet

from catalogue.places.models import Province
from shop.locations import hours
from shop.locations.models import Location
from shop.locations.nearness import Position, kilometres_between
from shop.locations.whereabouts import Whereabouts

SECONDS = 60


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
    chosen = _public()
    if question.kind:
        chosen = chosen.filter(kind=question.kind)
    if question.province:
        chosen = chosen.filter(ward__province__code=question.province)
    found = sorted_from(chosen, question.near or (here.position if here else None), at=at)
    return [one for one in found if one.is_open or not question.is_open_now]


def remembered_points() -> list[Location]:
    """All of them, as they were at most `SECONDS` ago; whether they are open is asked of the moment."""
    return cache.get_or_set("shop.locations.points", lambda: list(_public()), SECONDS) or []


def sorted_from(chosen: Iterable[Location], start: Position | None, *, at: datetime) -> list[Found]:
    """The nearest first; those of unknown distance keep their order behind."""
    found = [Found(point, _far(point, start), hours.is_open_at(point, at=at)) for point in chosen]
    return sorted(found, key=lambda one: one.kilometres)


def provinces() -> list[tuple[str, str]]:
    """Those with a point of sale: code and name."""
    there = Location.objects.open_to_public().values("ward__province")
    return list(Province.objects.filter(pk__in=there).order_by("folded").values_list("code", "short_name"))


def _public() -> QuerySet[Location]:
    points = Location.objects.open_to_public().select_related("ward__province").prefetch_related("opening_hours")
    return points.order_by("ward__province__folded", "name", "pk")


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
