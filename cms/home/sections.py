"""The bands of a home page with the goods on them, fetched once for the whole page."""

from dataclasses import dataclass
from datetime import date

from catalogue.cards import Card, card_of
from catalogue.models import Product


@dataclass(frozen=True)
class FilledSection:
    """A block's own words, the goods on it, and what more its template wants."""

    template: str
    value: dict
    cards: list[Card]
    more: dict


def filled(stream, *, strategy, day: date) -> list[FilledSection]:
    """One query a block for its choice, then a fixed number for all goods together."""
    wanted = [(child, child.block.wanted(child.value, day)) for child in stream]
    every = {pk for _child, keys in wanted for pk in keys}
    goods = Product.objects.browsable().filter(pk__in=every).with_facts(day).with_sizes() if every else []
    shown = {product.pk: (product, card_of(product, strategy=strategy, day=day)) for product in goods}
    return [_filled(child, [shown[pk] for pk in keys if pk in shown]) for child, keys in wanted]


def _filled(child, shown: list[tuple[Product, Card]]) -> FilledSection:
    return FilledSection(
        template=child.block.meta.template,
        value=child.value,
        cards=[card for _product, card in shown],
        more=child.block.more(child.value, shown),
    )
