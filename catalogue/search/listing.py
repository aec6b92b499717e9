"""What a list of goods offers to choose, and what was chosen, in words and with the way to take it away."""

from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from catalogue.evaluation.models import CriteriaSet
from catalogue.producers.models import Producer
from catalogue.search import places
from catalogue.search.protocol import Found
from catalogue.search.question import STARS, Question


@dataclass(frozen=True)
class Choice:
    facet: str
    value: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class Facet:
    """`choices`: those that would show something, and those chosen even where they show nothing."""

    name: str
    label: str
    choices: list[Choice]


@dataclass(frozen=True)
class Chip:
    label: str
    question_without: Question


def facets(found: Found, question: Question) -> list[Facet]:
    labels = {
        "stars": (_("Stars"), {number: _("%(stars)s stars") % {"stars": number} for number in STARS}),
        "group": (_("Group"), {value: str(label) for value, label in CriteriaSet.Group.choices}),
        "province": (_("Made in"), dict(places.provinces().values())),
        "ward": (_("Ward or commune"), dict(places.wards(question).values())),
        "in_stock": (_("Only goods that are"), {"1": _("In stock now")}),
        "chilled": ("", {"1": _("Sent chilled")}),
    }
    return [
        Facet(name, label, _choices(name, names, found.facets.get(name, {}), _chosen(question, name)))
        for name, (label, names) in labels.items()
    ]


def chips(question: Question, offered: list[Facet]) -> list[Chip]:
    """Everything chosen, each with the question that is left when it is taken away."""
    chosen = [choice for facet in offered for choice in facet.choices if choice.is_chosen]
    found = [Chip(choice.label, _without(question, choice)) for choice in chosen]
    if question.price_min is not None:
        label = _("From %(price)s") % {"price": _dong(question.price_min)}
        found.append(Chip(label, replace(question, price_min=None)))
    if question.price_max is not None:
        label = _("Up to %(price)s") % {"price": _dong(question.price_max)}
        found.append(Chip(label, replace(question, price_max=None)))
    if question.producer:
        makers = Producer.objects.filter(pk__in=question.producer).values_list("pk", "name")
        found += [Chip(name, question.without("producer", str(pk))) for pk, name in makers]
    return found


def _choices(facet: str, names: dict[str, str], counts: dict[str, int], chosen: tuple[str, ...]) -> list[Choice]:
    return [
        Choice(facet, value, label, counts.get(value, 0), value in chosen)
        for value, label in names.items()
        if counts.get(value) or value in chosen
    ]


def _chosen(question: Question, facet: str) -> tuple[str, ...]:
    asked = getattr(question, facet)
    return asked if isinstance(asked, tuple) else ("1",) * asked


def _without(question: Question, choice: Choice) -> Question:
    """A ward goes with its province."""
    if choice.facet in ("in_stock", "chilled"):
        off: dict[str, Any] = {choice.facet: False}
        return replace(question, **off)
    fewer = question.without(choice.facet, choice.value)
    return replace(fewer, ward=()) if choice.facet == "province" else fewer


def _dong(amount: int) -> str:
    return f"{amount:,}".replace(",", ".") + " ₫"
