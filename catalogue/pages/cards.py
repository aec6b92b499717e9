"""A product as a card shows it: what `components/product_card.html` wants."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from catalogue import publishing
from catalogue.pictures.shown import picture_of

FEW = 5


class PricedRequest(HttpRequest):
    """Oscar's middleware puts the strategy there, which knows the price and the stock of goods."""

    strategy: Any


@dataclass(frozen=True)
class Card:
    url: str
    title: str
    picture: dict | str
    stars: int | None
    maker: str
    place: str
    price: int | None
    unit: str
    note: str
    note_kind: str


def card_of(product, *, strategy, day: date) -> Card:
    """`product` from `Product.objects.browsable().with_card(day)`; then no query."""
    certificate = product.certificate_on(day)
    sizes = list(product.get_public_children()) if product.is_parent else [product]
    offers = [(size, strategy.fetch_for_product(size)) for size in sizes]
    priced = [(size, info) for size, info in offers if info.price.exists]
    cheapest = min(priced, key=lambda offer: offer[1].price.incl_tax, default=None)
    refusal = publishing.sale_refusal(product, day)
    note, kind = _note(refusal, [info.availability for __, info in offers])
    return Card(
        url=product.get_absolute_url(),
        title=product.get_title(),
        picture=picture_of(product),
        stars=certificate and certificate.stars,
        maker=product.producer.short_name if product.producer else "",
        place=product.origin_ward.name if product.origin_ward else "",
        price=int(cheapest[1].price.incl_tax) if cheapest and not refusal else None,
        unit=cheapest[0].net_content if cheapest else "",
        note=note,
        note_kind=kind,
    )


def cards_of(products, *, strategy, day: date) -> list[Card]:
    return [card_of(product, strategy=strategy, day=day) for product in products]


def _note(refusal: publishing.Refusal | None, availabilities: list) -> tuple[str, str]:
    if refusal:
        return str(refusal.note), "plain"
    left = sum(getattr(each, "left", 0) for each in availabilities)
    if not left:
        return _("Sold out for now"), "plain"
    return (_("Only %(n)d left") % {"n": left}, "") if left <= FEW else ("", "")
