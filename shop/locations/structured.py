"""What a machine reads of a point of sale: schema.org as JSON-LD."""

from django.http import HttpRequest
from django.utils.safestring import SafeString

from catalogue.pages.json_ld import SCHEMA, as_json_ld, known
from shop.locations.models import Location, OpeningHours

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def point_as_json_ld(point: Location, request: HttpRequest) -> SafeString:
    address = {
        "@type": "PostalAddress",
        "streetAddress": point.street,
        "addressLocality": point.ward.name,
        "addressRegion": point.ward.province.name,
        "addressCountry": "VN",
    }
    position = point.position and dict(zip(("latitude", "longitude"), point.position, strict=True))
    return as_json_ld(
        known(
            {
                "@type": "Store",
                "name": point.name,
                "url": request.build_absolute_uri(point.get_absolute_url()),
                "telephone": str(point.phone),
                "address": known(address),
                "geo": position and {"@type": "GeoCoordinates"} | position,
                "openingHoursSpecification": [_spell(spell) for spell in point.opening_hours.all()],
            }
        )
    )


def _spell(spell: OpeningHours) -> dict[str, str]:
    return {
        "@type": "OpeningHoursSpecification",
        "dayOfWeek": f"{SCHEMA}/{DAYS[spell.weekday]}",
        "opens": f"{spell.opens:%H:%M}",
        "closes": f"{spell.closes:%H:%M}",
    }
