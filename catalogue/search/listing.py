"""The list of goods: what was asked, which goods answer it, and how many more another choice would show."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import Case, Count, Exists, F, OuterRef, Q, Subquery, Value, When
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from catalogue import publishing
from catalogue.certification.models import Certificate
from catalogue.evaluation.models import CriteriaSet
from catalogue.folding import fold
from catalogue.models import Product

COLUMNS = {"stars": "stars_today", "group": "criteria_set__group", "province": "origin_ward__province__code"}
FACETS = tuple(COLUMNS)
FACET_NAMES = {"stars": _("Stars"), "group": _("Group"), "province": _("Made in")}
STARS = ("5", "4", "3")
MOST_LETTERS = 100
SORTS = {
    "": _("For sale first, then stars"),
    "price": _("Price, low to high"),
    "-price": _("Price, high to low"),
    "new": _("Newest first"),
}


@dataclass(frozen=True)
class Question:
    """What a visitor asks of the list. Anything that cannot be understood is left out, never an error."""

    q: str = ""
    stars: tuple[str, ...] = ()
    group: tuple[str, ...] = ()
    province: tuple[str, ...] = ()
    sort: str = ""

    @classmethod
    def read(cls, asked: QueryDict) -> "Question":
        provinces = (code for code in asked.getlist("province") if code.isdecimal() and len(code) <= 5)
        return cls(
            q=" ".join(asked.get("q", "").replace("\0", "").split())[:MOST_LETTERS],
            stars=tuple(number for number in STARS if number in asked.getlist("stars")),
            group=tuple(group for group in CriteriaSet.Group.values if group in asked.getlist("group")),
            province=tuple(dict.fromkeys(provinces)),
            sort=next((sort for sort in SORTS if sort == asked.get("sort")), ""),
        )

    def without(self, facet: str, value: str) -> "Question":
        fewer: dict[str, Any] = {facet: tuple(kept for kept in getattr(self, facet) if kept != value)}
        return replace(self, **fewer)

    def of_group(self, group: str | None) -> "Question":
        return replace(self, group=(group,) if group else ())

    def as_query(self) -> str:
        """`?q=…&stars=4`, or "" where nothing is asked."""
        asked = urlencode({name: value for name, value in vars(self).items() if value}, doseq=True)
        return f"?{asked}" if asked else ""

    @property
    def is_filtered(self) -> bool:
        return any(getattr(self, facet) for facet in FACETS)


@dataclass(frozen=True)
class Choice:
    facet: str
    value: str
    label: str
    count: int
    is_chosen: bool


def goods(question: Question, day: date):
    """The products that answer, in the order asked for."""
    asked = {COLUMNS[facet] + "__in": getattr(question, facet) for facet in FACETS if getattr(question, facet)}
    found = _said(question, day).filter(**asked).annotate(**_ranks(day))
    return found.order_by(*_order(question.sort)).with_facts(day).with_sizes()


def choices(question: Question, day: date) -> dict[str, list[Choice]]:
    """For each facet its values and how many goods each would show, the other facets staying as asked. One query."""
    asked = _said(question, day).order_by()
    rows = list(asked.values_list(*COLUMNS.values(), "origin_ward__province__short_name").annotate(Count("pk")))
    names = {code: name for __, __, code, name, __ in rows if code}
    labels: dict[str, dict] = {
        "stars": {number: _("%(stars)s stars") % {"stars": number} for number in STARS},
        "group": dict(CriteriaSet.Group.choices),
        "province": dict(sorted(names.items(), key=lambda item: fold(item[1]))),
    }
    found = {}
    for place, facet in enumerate(FACETS):
        counts: Counter[str] = Counter()
        for row in rows:
            if all(_fits(question, other, row[at]) for at, other in enumerate(FACETS) if other != facet):
                counts[str(row[place])] += row[-1]
        chosen = getattr(question, facet)
        found[facet] = [
            Choice(facet, value, str(label), counts[value], value in chosen)
            for value, label in labels[facet].items()
            if counts[value] or value in chosen
        ]
    return found


def _fits(question: Question, facet: str, value) -> bool:
    asked = getattr(question, facet)
    return not asked or str(value) in asked


def _said(question: Question, day: date):
    stars = Certificate.objects.valid_on(day).filter(product=OuterRef("pk")).values("stars")[:1]
    found = Product.objects.browsable().annotate(stars_today=Subquery(stars))
    return found.saying(question.q) if question.q else found


def _ranks(day: date) -> dict:
    offers = Product.objects.public().filter(Q(pk=OuterRef("pk")) | Q(parent=OuterRef("pk")))
    prices = offers.filter(stockrecords__price__gt=0).order_by("stockrecords__price").values("stockrecords__price")
    in_stock = Exists(offers.filter(stockrecords__num_in_stock__gt=0))
    return {
        "price_from": Subquery(prices[:1]),
        "refused": Case(When(publishing.may_be_sold(day), then=Value(0)), default=Value(1)),
        "sold_out": Case(When(in_stock, then=Value(0)), default=Value(1)),
    }


def _order(sort: str) -> list:
    by: dict[str, list[Any]] = {
        "price": [F("price_from").asc(nulls_last=True)],
        "-price": [F("price_from").desc(nulls_last=True)],
        "new": ["-date_created"],
        "": ["refused", "sold_out", F("stars_today").desc(nulls_last=True)],
    }
    return [*by[sort], "folded", "pk"]
