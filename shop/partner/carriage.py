"""What it would cost to send one unit of a product to where a visitor says they are."""

from collections.abc import Sequence
from dataclasses import dataclass

from shop.locations.models import Location
from shop.locations.whereabouts import Whereabouts
from shop.partner.shelves import nearest_source
from shop.shipping.quoting import Goods, Quote, quotes, remembered_tariffs


@dataclass(frozen=True)
class Carriage:
    """`to`: empty where the visitor has said no place. `quote`: None where no carrier takes it there."""

    to: str
    quote: Quote | None
    is_pickup_only: bool


def carriage_of(product, *, sources: Sequence[Location], here: Whereabouts | None) -> Carriage:
    """An estimate for one unit, by the cheapest service that takes it; checkout quotes the real parcel."""
    goods = Goods.of(product, 1)
    source = nearest_source(sources, here) if here else None
    found = []
    if here and source and not goods.is_pickup_only:
        found = quotes(
            goods=[goods],
            origin=source.ward.province,
            destination=here.province,
            services=remembered_tariffs(),
            cash=False,
        )
    return Carriage(to=here.name if here else "", quote=next(iter(found), None), is_pickup_only=goods.is_pickup_only)
