"""How far it is, as the crow flies."""

from math import asin, cos, inf, radians, sin, sqrt

from django.utils.formats import number_format
from django.utils.translation import gettext as _

EARTH_RADIUS_KM = 6371.0

Position = tuple[float, float]


def kilometres_between(here: Position, there: Position) -> float:
    """Great-circle distance of two (latitude, longitude), WGS 84 in degrees, by the haversine formula."""
    (lat1, lon1), (lat2, lon2) = (map(radians, position) for position in (here, there))
    half_chord = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(sqrt(half_chord))


def said(kilometres: float) -> str:
    """ "800 m", "2,4 km", "120 km"; nothing where it is not known."""
    if kilometres == inf:
        return ""
    if kilometres < 0.95:
        return _("%(n)d m") % {"n": max(100, round(kilometres * 10) * 100)}
    return _("%(n)s km") % {"n": number_format(round(kilometres, 1), 1) if kilometres < 9.95 else round(kilometres)}
