"""Who buys and where it goes, as checkout hands it to `submit`."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.timezone import localdate

from catalogue.places.models import Province, Ward
from shop.checkout.exceptions import NotServed
from shop.locations.models import Location


@dataclass(frozen=True, kw_only=True)
class Buyer:
    """A guest has no user. `is_of_age`: a date of birth of an adult was given; the date itself is not kept."""

    name: str
    phone: str
    email: str
    user: Any = None
    language: str = "vi"
    note: str = ""
    is_of_age: bool = False
    site: Any = None


@dataclass(frozen=True, kw_only=True)
class ShipTo:
    """`services`: {location id: service code} as chosen; the cheapest is taken where nothing was."""

    ward: Ward
    line1: str
    legacy_address: str = ""
    services: dict[int, str] = field(default_factory=dict)

    is_pickup = False

    @property
    def province(self) -> Province:
        return self.ward.province

    def whence(self) -> dict:
        """Where stock looks for the goods."""
        return {"province": self.province}

    def check(self) -> None:
        """Raise NotServed where the ward is no longer a ward."""
        if not self.ward.is_valid_on(localdate()):
            raise NotServed


@dataclass(frozen=True, kw_only=True)
class FetchAt:
    """The buyer fetches everything at one point of sale."""

    location: Location

    is_pickup = True

    def whence(self) -> dict:
        return {"location": self.location}

    def check(self) -> None:
        """Raise NotServed where the point no longer hands out orders."""
        if not Location.objects.offering_pickup().filter(pk=self.location.pk).exists():
            raise NotServed


Delivery = ShipTo | FetchAt
