"""What a parcel costs: service × zone × 500 g steps, with surcharges. Whole dong, whole grams."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

from django.core.cache import cache

from catalogue.places.models import Province
from shop.shipping.tariffs import Rate, Service, Surcharge, Zone

STEP_G = 500
# Goods whose weight nobody has typed in yet. The desk lists them; until then they are taken for a small parcel.
UNWEIGHED_G = 500
ESTIMATE_SECONDS = 60


@dataclass(frozen=True, kw_only=True, slots=True)
class Goods:
    """Units of one product as a carrier sees them."""

    quantity: int
    weight_g: int
    volume_mm3: int = 0
    is_chilled: bool = False
    is_fragile: bool = False
    is_bulky: bool = False
    is_pickup_only: bool = False

    @classmethod
    def of(cls, product, quantity: int) -> Self:
        """A child carries its own weight and size, and is treated on the way as its parent is."""
        kind = product.canonical
        return cls(
            quantity=quantity,
            weight_g=product.weight_g or kind.weight_g or UNWEIGHED_G,
            volume_mm3=(product.length_mm or 0) * (product.width_mm or 0) * (product.height_mm or 0),
            is_chilled=kind.is_chilled,
            is_fragile=kind.is_fragile,
            is_bulky=kind.is_bulky,
            is_pickup_only=kind.is_pickup_only,
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Quote:
    """`fee` in dong; `weight_g` is what the carrier charges for, the greater of scales and volume."""

    service: Service
    fee: int
    days_min: int
    days_max: int
    weight_g: int


def zone_between(origin: Province, destination: Province) -> Zone:
    if origin.pk == destination.pk:
        return Zone.SAME_PROVINCE
    return Zone.SAME_REGION if origin.region == destination.region else Zone.BETWEEN_REGIONS


def charged_weight(goods: Iterable[Goods], volumetric_divisor: int) -> int:
    """Grams: the scales, or L×W×H in cm³ over the divisor in kilograms, whichever is more. Rounded up."""
    goods = list(goods)
    scales = sum(item.weight_g * item.quantity for item in goods)
    # mm³ ÷ 1000 = cm³; cm³ ÷ divisor = kg; kg × 1000 = g: the two thousands cancel.
    volume = -(-sum(item.volume_mm3 * item.quantity for item in goods) // volumetric_divisor)
    return max(scales, volume)


def steps_beyond(weight_g: int, first_g: int) -> int:
    return -(-max(0, weight_g - first_g) // STEP_G)


def can_carry(service: Service, goods: Iterable[Goods], *, cash: bool) -> bool:
    goods = list(goods)
    return (
        not any(item.is_pickup_only for item in goods)
        and (service.carries_chilled or not any(item.is_chilled for item in goods))
        and (service.carries_bulky or not any(item.is_bulky for item in goods))
        and (service.takes_cash or not cash)
    )


def tariffs() -> list[Service]:
    """The services on offer with their rates and surcharges, in three queries however many there are."""
    return list(Service.objects.filter(is_active=True).prefetch_related("rates", "surcharges"))


def remembered_tariffs() -> list[Service]:
    """The same for an estimate, as they were at most `ESTIMATE_SECONDS` ago."""
    return cache.get_or_set("shop.shipping.tariffs", tariffs, ESTIMATE_SECONDS) or []


def quote(
    *, goods: Sequence[Goods], origin: Province, destination: Province, service: Service, cash: bool
) -> Quote | None:
    """The price of one parcel by one service; None where it does not carry such goods or does not go there."""
    zone = zone_between(origin, destination)
    rate = next((rate for rate in service.rates.all() if rate.zone == zone), None)
    if rate is None or not can_carry(service, goods, cash=cash):
        return None
    weight = charged_weight(goods, service.volumetric_divisor)
    fee = _carriage(rate, weight) + _surcharges(service, goods, cash=cash)
    return Quote(service=service, fee=fee, days_min=rate.days_min, days_max=rate.days_max, weight_g=weight)


def quotes(
    *, goods: Sequence[Goods], origin: Province, destination: Province, services: Iterable[Service], cash: bool
) -> list[Quote]:
    """Every service that can carry the parcel, the cheapest first."""
    found = (
        quote(goods=goods, origin=origin, destination=destination, service=service, cash=cash) for service in services
    )
    return sorted(filter(None, found), key=lambda quote: (quote.fee, quote.days_max, quote.service.position))


def _carriage(rate: Rate, weight_g: int) -> int:
    return rate.base + rate.step * steps_beyond(weight_g, rate.first_g)


def _surcharges(service: Service, goods: Sequence[Goods], *, cash: bool) -> int:
    causes: dict[str, bool] = {
        Surcharge.Cause.CHILLED: any(item.is_chilled for item in goods),
        Surcharge.Cause.FRAGILE: any(item.is_fragile for item in goods),
        Surcharge.Cause.BULKY: any(item.is_bulky for item in goods),
        Surcharge.Cause.CASH: cash,
    }
    return sum(row.amount for row in service.surcharges.all() if causes[row.cause])
