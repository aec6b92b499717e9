"""Points of sale for anyone's program."""

from datetime import time
from typing import Annotated

from django.http import HttpRequest
from django.utils.timezone import now
from ninja import Query, Router, Schema
from pydantic import Field

from shop.locations import hours
from shop.locations.models import Location
from shop.locations.nearness import Position, kilometres_between

router = Router()
MOST = 500


class Spell(Schema):
    """`weekday`: 0 is Monday."""

    weekday: int = Field(ge=0, le=6)
    opens: time
    closes: time


class Point(Schema):
    """`open_now`: what a visitor would be told. `distance_km`: as the crow flies, where `near` was given."""

    slug: str
    name: str
    kind: str
    url: str
    address: str
    ward_code: str
    province_code: str
    latitude: float | None
    longitude: float | None
    phone: str
    offers_pickup: bool
    opening_hours: list[Spell]
    open_now: str
    distance_km: float | None


class Points(Schema):
    count: int
    results: list[Point]


LATITUDE = r"-?([0-8]?[0-9](\.[0-9]{1,9})?|90(\.0{1,9})?)"
LONGITUDE = r"-?((1[0-7][0-9]|[0-9]{1,2})(\.[0-9]{1,9})?|180(\.0{1,9})?)"
Near = Annotated[
    str,
    Query(
        pattern=f"^{LATITUDE},{LONGITUDE}$",
        description="Latitude and longitude, WGS 84: nearest first.",
        examples=["16.07,108.22"],
    ),
]


@router.get("/locations", response=Points, summary="Where goods can be bought by hand")
def locations(request: HttpRequest, near: Near | None = None):
    points = Location.objects.open_to_public().select_related("ward__province").prefetch_related("opening_hours")
    here = _position(near) if near else None
    told = [_told(point, here, request) for point in points.order_by("ward__province__folded", "name")[:MOST]]
    if here:
        told.sort(key=lambda point: (point["distance_km"] is None, point["distance_km"]))
    return {"count": len(told), "results": told}


def _position(near: str) -> Position:
    latitude, longitude = map(float, near.split(","))
    return latitude, longitude


def _told(point: Location, here: Position | None, request: HttpRequest) -> dict:
    there = point.position
    return {
        "slug": point.slug,
        "name": point.name,
        "kind": point.kind,
        "url": request.build_absolute_uri(point.get_absolute_url()),
        "address": ", ".join(part for part in (point.street, point.ward.full_name) if part),
        "ward_code": point.ward.code,
        "province_code": point.ward.province.code,
        "latitude": point.latitude,
        "longitude": point.longitude,
        "phone": str(point.phone),
        "offers_pickup": point.offers_pickup,
        "opening_hours": list(point.opening_hours.all()),
        "open_now": hours.said_at(point, at=now()),
        "distance_km": round(kilometres_between(here, there), 1) if here and there else None,
    }
