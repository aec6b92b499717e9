"""Where goods lie and are sold: ten points of sale, a fair and a warehouse in each province."""

from datetime import datetime, time

from django.db import transaction
from oscar.core.utils import slugify

from catalogue.places.models import Ward
from shop.demo.data import rows
from shop.locations.models import Location, OpeningHours


@transaction.atomic
def build(*, at: datetime, track) -> None:
    of_source = {row["id"]: row for row in rows("sales_points.csv")}
    known = set(Location.objects.values_list("slug", flat=True))
    wards = {ward.code: ward for ward in Ward.objects.current()}
    for row in track(rows("points.csv"), "points of sale"):
        said = of_source.get(row["id"], {})
        name = row["name"] or said["name"]
        if slugify(name) in known:
            continue
        ward = wards[row["ward_code"] or said["ward_code"]]
        location = Location.objects.create(
            name=name,
            slug=slugify(name),
            kind=row["kind"] or said["type"],
            ward=ward,
            street=row["street"],
            phone=row["phone"],
            latitude=ward.latitude,
            longitude=ward.longitude,
            sells_online=row["online"] == "1",
            offers_pickup=row["pickup"] == "1",
            safety_stock=int(row["safety"]),
            # A square is a place to buy at while a fair is on; its booths are places of their own.
            is_open=(row["kind"] or said["type"]) != Location.Kind.FAIR,
        )
        OpeningHours.objects.bulk_create(_hours(location, row["hours"]))


def location_by_id() -> dict[str, Location]:
    """Id of the tables → location."""
    of_source = {row["id"]: row["name"] for row in rows("sales_points.csv")}
    by_slug = {location.slug: location for location in Location.objects.all()}
    return {row["id"]: by_slug[slugify(row["name"] or of_source[row["id"]])] for row in rows("points.csv")}


def _hours(location: Location, text: str) -> list[OpeningHours]:
    """ "0-5 07:00-11:30;6 08:00-11:00": weekdays from Monday, 0, and times."""
    hours = []
    for part in filter(None, text.split(";")):
        days, span = part.split(" ")
        first, _dash, last = days.partition("-")
        opens, closes = map(time.fromisoformat, span.split("-"))
        hours += [
            OpeningHours(location=location, weekday=day, opens=opens, closes=closes)
            for day in range(int(first), int(last or first) + 1)
        ]
    return hours
