"""The bands of a home page with the goods on them, fetched once for the whole page."""

from dataclasses import dataclass
from datetime import date

from django.db.models import BooleanField, ExpressionWrapper, Q

from catalogue.models import Product
from catalogue.pages.cards import Card, card_of
from shop.locations.whereabouts import Whereabouts


@dataclass(frozen=True)
class FilledSection:
    """A block's own words, the goods on it, and what more its template wants."""

    template: str
    value: dict
    cards: list[Card]
    more: dict


def filled(stream, *, strategy, day: date) -> list[FilledSection]:
    """All blocks' choices are parts of one query for goods; then a block costs what its `more` costs."""
    blocks = list(stream)
    choices = [Q(pk__in=child.block.wanted(child.value, day).values("pk")) for child in blocks]
    goods = list(_chosen_by_any(choices).with_facts(day).prefetch_public_children(_sizes())) if choices else []
    cards = {product.pk: card_of(product, strategy=strategy, day=day) for product in goods}
    here = strategy.whereabouts
    return [_filled(child, _on_band(goods, number), cards, here) for number, child in enumerate(blocks)]


def _sizes():
    """What a card asks of sizes: their prices. The picture is the parent's."""
    return Product.objects.public().order_by("net_quantity", "pk").prefetch_related("stockrecords")


def _chosen_by_any(choices: list[Q]):
    """Products of any band, each with `on_band_<number>` for every band."""
    bands = {_band(number): ExpressionWrapper(choice, BooleanField()) for number, choice in enumerate(choices)}
    chosen = Q(*((name, True) for name in bands), _connector=Q.OR)
    return Product.objects.browsable().promotable().annotate(**bands).filter(chosen)


def _band(number: int) -> str:
    return f"on_band_{number}"


def _on_band(goods: list[Product], number: int) -> list[Product]:
    return [product for product in goods if getattr(product, _band(number))]


def _filled(child, goods: list[Product], cards: dict[int, Card], here: Whereabouts | None) -> FilledSection:
    shown = [(product, cards[product.pk]) for product in child.block.arranged(child.value, goods)]
    return FilledSection(
        template=child.block.meta.template,
        value=child.value,
        cards=[card for _product, card in shown],
        more=child.block.more(child.value, shown, here),
    )
