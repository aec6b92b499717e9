"""What an order would cost, parcel by parcel, before and while it is placed. Whole dong."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from shop.checkout.delivery import Delivery, FetchAt
from shop.checkout.exceptions import CannotBeSent, HouseNotOffered
from shop.locations.models import Location
from shop.shipping.quoting import Goods, Quote, quotes, tariffs
from shop.shipping.tariffs import Service
from shop.stock import allocation
from shop.stock.allocation import Share


@dataclass(frozen=True, kw_only=True)
class ParcelBill:
    """One location's parcel: [(product, units)], the services that can carry it, and the one taken.

    A parcel to be fetched has no quotes and costs nothing.
    """

    location: Location
    goods: list[tuple]
    quotes: list[Quote]
    chosen: Quote | None

    @property
    def fee(self) -> int:
        return self.chosen.fee if self.chosen else 0

    @property
    def weight_g(self) -> int:
        return self.chosen.weight_g if self.chosen else 0


@dataclass(frozen=True, kw_only=True)
class Bill:
    parcels: list[ParcelBill]
    goods: int

    @property
    def shipping(self) -> int:
        return sum(parcel.fee for parcel in self.parcels)

    @property
    def total(self) -> int:
        return self.goods + self.shipping


def wanted_in(basket) -> dict[int, int]:
    """{product id: units}, duplicates added up."""
    wanted: dict[int, int] = defaultdict(int)
    for line in basket.all_lines():
        wanted[line.product_id] += line.quantity
    return dict(wanted)


def draw_up(*, basket, delivery: Delivery, cash: bool, at: datetime) -> Bill:
    """The bill as the shelves stand now; nothing is held. Raises InsufficientStock or CannotBeSent."""
    shares = allocation.plan(wanted=wanted_in(basket), at=at, **delivery.whence())
    return bill_for(shares, basket=basket, delivery=delivery, services=services_to(delivery), cash=cash)


def services_to(delivery: Delivery) -> list[Service]:
    return [] if delivery.is_pickup else tariffs()


def bill_for(shares: Iterable[Share], *, basket, delivery: Delivery, services: Sequence[Service], cash: bool) -> Bill:
    """The bill of goods that lie where a plan found them. Asks the database nothing. CannotBeSent by name."""
    contents: dict[Location, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for share in shares:
        contents[share.balance.location][share.product_id] += share.quantity
    products = {line.product_id: line.product for line in basket.all_lines()}
    return Bill(
        parcels=[
            _parcel_bill(
                location=location,
                goods=[(products[product_id], units) for product_id, units in sorted(contents[location].items())],
                delivery=delivery,
                services=services,
                cash=cash,
            )
            for location in sorted(contents, key=lambda location: location.pk)
        ],
        goods=int(basket.total_incl_tax),
    )


def _parcel_bill(*, location: Location, goods: list[tuple], delivery: Delivery, services, cash: bool) -> ParcelBill:
    if isinstance(delivery, FetchAt):
        return ParcelBill(location=location, goods=goods, quotes=[], chosen=None)
    way = {
        "goods": [Goods.of(product, units) for product, units in goods],
        "origin": location.ward.province,
        "destination": delivery.province,
        "services": services,
    }
    offers = quotes(**way, cash=cash)
    if not offers and cash and quotes(**way, cash=False):
        raise HouseNotOffered(house="cash", because=_("No carrier collects cash for these goods. Pay beforehand."))
    if not offers:
        raise CannotBeSent(_hindrances(goods) or [product for product, units in goods])
    asked_for = delivery.services.get(location.pk)
    chosen = next((offer for offer in offers if offer.service.code == asked_for), offers[0])
    return ParcelBill(location=location, goods=goods, quotes=offers, chosen=chosen)


def _hindrances(goods: Iterable[tuple]) -> list:
    """The goods that make a parcel hard to send, so that the buyer knows which to take out."""
    only_fetched = [product for product, units in goods if product.canonical.is_pickup_only]
    return only_fetched or [
        product for product, units in goods if product.canonical.is_chilled or product.canonical.is_bulky
    ]
