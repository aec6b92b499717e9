"""What other channels may offer today: one row for each thing that can be put into a basket."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.utils.text import Truncator

from catalogue.gtin import worldwide
from catalogue.models import Product
from catalogue.pictures.shown import pictures_of

BATCH = 500
MOST_LETTERS_OF_TITLE = 150
MOST_LETTERS_OF_DESCRIPTION = 5000


@dataclass(frozen=True)
class Offer:
    """`group_sku`: what its sizes have in common, "" for a product in one size. `price`: dong."""

    sku: str
    group_sku: str
    title: str
    description: str
    url: str
    picture: str
    price: int
    is_in_stock: bool
    brand: str
    gtin: str
    kind: str
    content: str


def offers_on(day: date, *, request: HttpRequest) -> Iterator[Offer]:
    """Everything the gate sells on `day` that has a price and a picture, read in batches of fixed queries.

    Channels refuse goods without a picture, so those are left out.
    """
    goods = Product.objects.browsable().promotable().sellable_on(day).order_by("pk").with_facts(day).with_sizes()
    for product in goods.iterator(chunk_size=BATCH):
        sizes = list(product.get_public_children()) if product.is_parent else [product]
        for size in sizes:
            if offer := _offer(product, size, request):
                yield offer


def _offer(product, size, request) -> Offer | None:
    info = request.strategy.fetch_for_product(size)
    pictures = pictures_of(size) or pictures_of(product)
    if not (info.price.exists and pictures):
        return None
    url = product.get_absolute_url() + (f"?size={size.pk}" if size is not product else "")
    return Offer(
        sku=size.upc or str(size.pk),
        group_sku=(product.upc or str(product.pk)) if size is not product else "",
        title=Truncator(size.get_title()).chars(MOST_LETTERS_OF_TITLE),
        description=Truncator(product.description or product.ingredients or product.title).chars(
            MOST_LETTERS_OF_DESCRIPTION, html=False
        ),
        url=request.build_absolute_uri(url),
        picture=request.build_absolute_uri(pictures[0]["large"]),
        price=int(info.price.incl_tax),
        is_in_stock=info.availability.is_available_to_buy,
        brand=product.producer.name,
        gtin=worldwide(size.gtin),
        kind=str(product.criteria_set.get_group_display()) if product.criteria_set else "",
        content=size.net_content,
    )
