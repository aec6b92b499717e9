"""Where a visitor says they are: a province, perhaps a ward. It lies in a signed cookie of theirs and nowhere else."""

import json
from dataclasses import asdict, dataclass

from django.conf import settings
from django.core.signing import BadSignature
from django.http import HttpRequest, HttpResponse

from catalogue.places.models import Province, Ward
from shop.locations.nearness import Position

COOKIE = "my_place"
KEPT_SECONDS = 180 * 24 * 60 * 60


@dataclass(frozen=True, kw_only=True)
class Whereabouts:
    """`name` as one says it, e.g. "Phường Hải Châu, Đà Nẵng"; `ward_code` may be empty."""

    province_id: int
    province_code: str
    region: str
    ward_code: str
    name: str
    latitude: float | None
    longitude: float | None

    @property
    def position(self) -> Position | None:
        return (self.latitude, self.longitude) if self.latitude is not None and self.longitude is not None else None

    @property
    def province(self) -> Province:
        """What a quote asks of a province, without asking the database."""
        return Province(pk=self.province_id, code=self.province_code, region=self.region)


def at(*, province: Province, ward: Ward | None = None) -> Whereabouts:
    middle = ward if ward and ward.latitude is not None else province
    return Whereabouts(
        province_id=province.pk,
        province_code=province.code,
        region=province.region,
        ward_code=ward.code if ward else "",
        name=f"{ward.name}, {province.short_name}" if ward else province.short_name,
        latitude=middle.latitude,
        longitude=middle.longitude,
    )


def read(request: HttpRequest) -> Whereabouts | None:
    """What the visitor has said before; None where nothing was said, or nothing that we still understand."""
    try:
        return Whereabouts(**json.loads(request.get_signed_cookie(COOKIE, max_age=KEPT_SECONDS) or ""))
    except (KeyError, BadSignature, TypeError, ValueError):
        return None


def remember(response: HttpResponse, here: Whereabouts) -> None:
    response.set_signed_cookie(
        COOKIE,
        json.dumps(asdict(here)),
        max_age=KEPT_SECONDS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def forget(response: HttpResponse) -> None:
    response.delete_cookie(COOKIE, samesite="Lax")
