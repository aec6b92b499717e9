"""The bands of a home page with the goods on them, fetched once for the whole page."""

from dataclasses import dataclass
from datetime import date

from catalogue.cards import Card, cards_of
from catalogue.models import Product


@dataclass(frozen=True)
class FilledSection:
    """A block's own words and what it shows. `cards` maps a product's group to its card where a block asks by group."""

    name: str
    template: str
    value: dict
    cards: list[Card]
    cards_by_group: dict[str, Card]
    more: dict


def filled(stream, *, strategy, day: date) -> list[FilledSection]:
    """One query a block for its choice, then a fixed number for all goods together."""
    wanted = {child.id: child.block.wanted(child.value, day) for child in stream}
    every = {pk for keys in wanted.values() for pk in keys}
    goods = Product.objects.browsable().filter(pk__in=every).with_facts(day).with_sizes() if every else []
    by_key = {product.pk: product for product in goods}
    cards = dict(zip(by_key, cards_of(by_key.values(), strategy=strategy, day=day), strict=True))
    return [_filled(child, [pk for pk in wanted[child.id] if pk in by_key], by_key, cards) for child in stream]


def _filled(child, keys: list[int], goods: dict[int, Product], cards: dict[int, Card]) -> FilledSection:
    return FilledSection(
        name=child.block_type,
        template=child.block.meta.template,
        value=child.value,
        cards=[cards[pk] for pk in keys],
        cards_by_group={goods[pk].criteria_set.group: cards[pk] for pk in keys if goods[pk].criteria_set},
        more=child.block.more(child.value),
    )
