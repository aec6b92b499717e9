"""The bands of a home page with the goods on them, fetched once for the whole page."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet, Value

from catalogue.models import Product
from catalogue.pages.cards import Card, card_of
from catalogue.search import remembered
from shop.locations.whereabouts import Whereabouts


@dataclass(frozen=True)
class FilledSection:
    """A block's own words, the goods on it, and what more its template wants."""

    template: str
    value: dict
    cards: list[Card]
    more: dict


def filled(stream, *, strategy, day: date) -> list[FilledSection]:
    """All blocks' choices are made in one query and remembered; what they chose is fetched and judged anew.

    Beyond that a block costs what its `more` costs.
    """
    blocks = list(stream)
    chosen: dict[int, set[int]] = remembered.recall(
        "home",
        list(stream.raw_data),
        lambda: _chosen([child.block.wanted(child.value, day) for child in blocks]),
        day=day,
    )
    shown = Product.objects.browsable().promotable().filter(pk__in={pk for keys in chosen.values() for pk in keys})
    goods = list(shown.with_facts(day).prefetch_public_children(_sizes())) if chosen else []
    cards = {product.pk: card_of(product, strategy=strategy, day=day) for product in goods}
    here = strategy.whereabouts
    return [
        _filled(child, [product for product in goods if product.pk in chosen.get(number, ())], cards, here)
        for number, child in enumerate(blocks)
    ]


def _sizes():
    """What a card asks of sizes: their prices. The picture is the parent's."""
    return Product.objects.public().order_by("net_quantity", "pk").prefetch_related("stockrecords")


def _chosen(wanted: list[list[QuerySet]]) -> dict[int, set[int]]:
    """Band → keys of its goods. Each choice is a query of its own, which an index answers, inside of one."""
    choices = [
        Product.objects.filter(pk__in=choice.values("pk")).order_by().values_list(Value(number), "pk")
        for number, of_band in enumerate(wanted)
        for choice in of_band
    ]
    chosen: dict[int, set[int]] = {}
    if choices:
        for number, pk in choices[0].union(*choices[1:], all=True):
            chosen.setdefault(number, set()).add(pk)
    return chosen


def _filled(child, goods: list[Product], cards: dict[int, Card], here: Whereabouts | None) -> FilledSection:
    shown = [(product, cards[product.pk]) for product in child.block.arranged(child.value, goods)]
    return FilledSection(
        template=child.block.meta.template,
        value=child.value,
        cards=[card for _product, card in shown],
        more=child.block.more(child.value, shown, here),
    )
