"""What a machine reads of a fair: schema.org as JSON-LD."""

from datetime import datetime

from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.timezone import get_current_timezone

from catalogue.pages.json_ld import SCHEMA, as_json_ld, known
from shop.fairs.models import Fair


def fair_as_json_ld(fair: Fair, request: HttpRequest) -> SafeString:
    zone = get_current_timezone()
    address = {
        "@type": "PostalAddress",
        "streetAddress": fair.street,
        "addressLocality": fair.ward.name,
        "addressRegion": fair.ward.province.name,
        "addressCountry": "VN",
    }
    position = fair.position and dict(zip(("latitude", "longitude"), fair.position, strict=True))
    place = {
        "@type": "Place",
        "name": fair.address,
        "address": known(address),
        "geo": position and {"@type": "GeoCoordinates"} | position,
    }
    return as_json_ld(
        known(
            {
                "@type": "Event",
                "name": fair.title,
                "url": request.build_absolute_uri(fair.get_absolute_url()),
                "description": fair.words,
                "startDate": datetime.combine(fair.starts_on, fair.opens, tzinfo=zone).isoformat(),
                "endDate": datetime.combine(fair.ends_on, fair.closes, tzinfo=zone).isoformat(),
                "eventStatus": f"{SCHEMA}/EventScheduled",
                "eventAttendanceMode": f"{SCHEMA}/OfflineEventAttendanceMode",
                "isAccessibleForFree": True,
                "location": known(place),
                "organizer": {"@type": "Organization", "name": fair.organiser},
            }
        )
    )
