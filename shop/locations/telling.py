"""A point of sale in the words of a list."""

from datetime import datetime

from shop.locations import hours, nearness
from shop.locations.finding import Found


def told(found: Found, at: datetime) -> dict:
    point = found.point
    return {
        "name": point.name,
        "url": point.get_absolute_url(),
        "line": f"{point.get_kind_display()} · {point.address}",
        "hours": hours.said_at(point, at=at),
        "stock": nearness.said(found.kilometres),
        "is_open": found.is_open,
        "phone": point.phone,
    }
