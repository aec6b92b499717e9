"""How far it is, as the crow flies."""

from math import asin, cos, radians, sin, sqrt

EARTH_RADIUS_KM = 6371.0

Position = tuple[float, float]


def kilometres_between(here: Position, there: Position) -> float:
    """Great-circle distance of two (latitude, longitude), WGS 84 in degrees, by the haversine formula."""
    (lat1, lon1), (lat2, lon2) = (map(radians, position) for position in (here, there))
    half_chord = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(sqrt(half_chord))
