"""What is sold at which price today, and how many."""

from collections.abc import Sequence
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property

from django.utils.timezone import localdate
from oscar.apps.partner.prices import TaxInclusiveFixedPrice, Unavailable
from oscar.apps.partner.strategy import Structured, UseFirstStockRecord

from catalogue.publishing import sale_refusal
from shop.locations import whereabouts
from shop.locations.models import Location
from shop.partner.carriage import Carriage, carriage_of
from shop.partner.sale import InSizes, NotOffered, OnShelf, Refused
from shop.partner.shelves import Shelves, shelves_of


class Market(UseFirstStockRecord, Structured):
    """Oscar's strategy: the gate first, then what the projection of the ledger lets the web sell.

    Asks the database nothing for products from `with_facts(day).with_sizes()`.
    """

    def __init__(self, request=None):
        super().__init__(request)
        self.day = localdate()

    def fetch_for_line(self, line, stockrecord=None):
        return self.fetch_for_product(line.product, line.stockrecord)

    def pricing_policy(self, product, stockrecord):
        if product.is_parent or stockrecord is None or not stockrecord.price or stockrecord.price <= 0:
            return Unavailable()
        # A shop price in Vietnam includes its tax; the share of the tax is worked out at settlement.
        dong = stockrecord.price.quantize(Decimal(1), ROUND_HALF_UP)
        return TaxInclusiveFixedPrice(currency=stockrecord.price_currency, excl_tax=dong, tax=Decimal(0))

    def availability_policy(self, product, stockrecord):
        if refusal := sale_refusal(product, self.day):
            return Refused(refusal)
        if product.is_parent:
            return InSizes()
        if not self.pricing_policy(product, stockrecord).exists:
            return NotOffered()
        return OnShelf(max(0, stockrecord.num_in_stock or 0))

    def parent_pricing_policy(self, product, children_stock):
        prices = [self.pricing_policy(child, record) for child, record in children_stock]
        known = [price for price in prices if price.exists]
        return min(known, key=lambda price: price.incl_tax, default=Unavailable())

    def parent_availability_policy(self, product, children_stock):
        return self.availability_policy(product, None)

    def shelves_of(self, product, *, at: datetime) -> Shelves:
        return shelves_of(product, at=at, here=self.whereabouts)

    def carriage_of(self, product, *, sources: Sequence[Location]) -> Carriage:
        return carriage_of(product, sources=sources, here=self.whereabouts)

    @cached_property
    def whereabouts(self) -> whereabouts.Whereabouts | None:
        """Of the visitor who asks: whatever is made with it is theirs alone."""
        return whereabouts.read(self.request) if self.request else None
