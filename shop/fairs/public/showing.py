"""A fair in words for visitors, and its booths with what lies in them now. A fixed number of queries."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalogue.models import Product
from catalogue.pages.cards import Card, cards_of
from shop.fairs.models import Booth, Fair
from shop.stock.models import Balance

State = Booth.State
MOST_GOODS = 120


@dataclass(frozen=True)
class Said:
    """`kind`: that of `components/state.html`."""

    words: str
    kind: str
    is_over: bool = False


@dataclass(frozen=True)
class Good:
    """A product in a booth: its card, and how much of it is left there."""

    card: Card
    left: str
    kind: str


@dataclass(frozen=True)
class Shown:
    booth: Booth
    said: Said
    goods: list[Good]


@dataclass(frozen=True)
class Place:
    """A fair as a mark on a map."""

    fair: Fair

    @property
    def name(self) -> str:
        return self.fair.title

    @property
    def position(self) -> Any:
        return self.fair.position

    def get_absolute_url(self) -> str:
        return self.fair.get_absolute_url()


def said_of(fair: Fair, at: datetime) -> Said:
    here = localtime(at)
    if here.date() > fair.ends_on or fair.closed_at:
        return Said(_("It is over"), "", is_over=True)
    if here.date() < fair.starts_on:
        days = (fair.starts_on - here.date()).days
        return Said(ngettext("Starts in %(n)d day", "Starts in %(n)d days", days) % {"n": days}, "wait")
    if fair.opens <= here.time() < fair.closes:
        return Said(_("Open now, until %(time)s") % {"time": f"{fair.closes:%H:%M}"}, "good")
    return Said(_("On these days, %(opens)s–%(closes)s") % _hours(fair), "wait")


def booths(fair: Fair, *, strategy, day: date) -> list[Shown]:
    """Those that have their place, with their goods while they wait to open and while they sell."""
    there = fair.booths.exclude(state__in=(State.INVITED, State.WITHDRAWN)).select_related("producer", "location")
    places = list(there.order_by("number", "pk"))
    units = _units([booth.location_id for booth in places if booth.state in (State.STOCKED, State.OPEN)], day)
    wanted = {product for of_place in units.values() for product in of_place}
    shown = Product.objects.browsable().sellable_on(day).filter(pk__in=wanted).with_facts(day).with_sizes()
    products = list(shown.order_by("folded", "pk")[:MOST_GOODS])
    cards = dict(zip((product.pk for product in products), cards_of(products, strategy=strategy, day=day), strict=True))
    return [_shown(booth, units[booth.location_id], cards) for booth in places]


def _shown(booth: Booth, units: Counter[int], cards: dict[int, Card]) -> Shown:
    goods = [_good(card, units[product]) for product, card in cards.items() if product in units]
    return Shown(booth, _state_of(booth), sorted(goods, key=lambda good: good.kind == ""))


def _good(card: Card, units: int) -> Good:
    if units > 0:
        return Good(card, _("%(n)d here") % {"n": units}, "good")
    return Good(card, _("Sold out here"), "")


def _state_of(booth: Booth) -> Said:
    match booth.state:
        case State.OPEN:
            return Said(_("Selling"), "good")
        case State.ASSIGNED | State.STOCKED:
            return Said(_("Not open yet"), "wait")
    return Said(_("This booth has closed"), "", is_over=True)


def _units(places: list[int | None], day: date) -> defaultdict[int | None, Counter[int]]:
    """Units by location and product, those of a size counted with its parent's; 0 for what was sold out."""
    rows = (
        Balance.objects.on_show_on(day)
        .filter(location__in=places)
        .values_list("location", "lot__product", "lot__product__parent", "on_hand", "reserved")
    )
    units: defaultdict[int | None, Counter[int]] = defaultdict(Counter)
    for place, product, parent, on_hand, reserved in rows:
        units[place][parent or product] += max(0, on_hand - reserved)
    return units


def _hours(fair: Fair) -> dict[str, str]:
    return {"opens": f"{fair.opens:%H:%M}", "closes": f"{fair.closes:%H:%M}"}
