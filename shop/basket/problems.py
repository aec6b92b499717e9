"""What stands between a basket and its order. Asked by the basket's page, and again by checkout at the end."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from catalogue.publishing import Refusal, sale_refusal
from shop.basket.models import Basket, Line
from shop.partner.sale import OnShelf


class Trouble(Enum):
    """What can be wrong with a line beside the gate's refusals."""

    SOLD_OUT = "sold_out"
    TOO_FEW_LEFT = "too_few_left"
    NOT_OFFERED = "not_offered"


@dataclass(frozen=True)
class Problem:
    """A line that cannot be ordered as it is. `left`: units that could be, 0 where none."""

    line: Line
    kind: Refusal | Trouble
    sentence: str
    left: int = 0


@dataclass(frozen=True)
class PriceChange:
    """A line that costs other than when it was put in. Whole dong for one unit. Nothing to put right: it is said."""

    line: Line
    before: int
    now: int


def problems_of(basket: Basket, *, at: datetime) -> list[Problem]:
    """One problem at most for each line, in the order of lines; empty where the basket can be ordered at `at`."""
    lines = list(basket.all_lines())
    wanted: Counter[int] = Counter()
    for line in lines:
        wanted[line.product_id] += line.quantity
    found = (_problem(line, wanted[line.product_id], at) for line in lines)
    return [problem for problem in found if problem]


def price_changes_of(basket: Basket) -> list[PriceChange]:
    changes = []
    for line in basket.all_lines():
        price = line.purchase_info.price
        if price.exists and line.price_incl_tax is not None and line.price_incl_tax != price.incl_tax:
            changes.append(PriceChange(line, before=int(line.price_incl_tax), now=int(price.incl_tax)))
    return changes


def _problem(line: Line, wanted: int, at: datetime) -> Problem | None:
    if refusal := sale_refusal(line.product, localdate(at)):
        return Problem(line, refusal, _("%(why)s Take it out to go on.") % {"why": refusal.sentence})
    availability = line.purchase_info.availability
    if not isinstance(availability, OnShelf):
        return Problem(line, Trouble.NOT_OFFERED, _("It cannot be bought online now. Take it out to go on."))
    if not availability.left:
        return Problem(line, Trouble.SOLD_OUT, _("It has sold out since. Take it out to go on."))
    if availability.left < wanted:
        sentence = _("Only %(left)d left, and you want %(wanted)d. Take fewer to go on.")
        said = sentence % {"left": availability.left, "wanted": wanted}
        return Problem(line, Trouble.TOO_FEW_LEFT, said, availability.left)
    return None
