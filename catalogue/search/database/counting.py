"""How many entries answer, by every choice at once: one GROUP BY, from which all facets are added up."""

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from django.db.models import Case, Count, F, Q, Value, When

from catalogue.places.models import Province
from catalogue.search import ranking, remembered
from catalogue.search.models import Entry
from catalogue.search.question import Question

ASKED_IN_SQL = ("q", "price_min", "price_max", "ward", "producer")


class Sort(NamedTuple):
    """Entries that are alike in all that can be chosen. `stars`: of a certificate valid today, else 0."""

    is_for_sale: bool
    is_in_stock: bool
    stars: int
    group: str
    province: str
    is_chilled: bool
    count: int


def sorts(question: Question, base: Q, day: date) -> list[Sort]:
    """Of the entries in `base`, which the first five parts of the question made. Remembered."""
    return remembered.recall(
        "sorts", [getattr(question, name) for name in ASKED_IN_SQL], lambda: _sorts(base, day), day=day
    )


def fits(sort: Sort, question: Question) -> dict[str, bool]:
    """Facet by facet, whether these entries are among those asked for."""
    return {
        "stars": not question.stars or str(sort.stars) in question.stars,
        "group": not question.group or sort.group in question.group,
        "province": not question.province or sort.province in question.province,
        "in_stock": not question.in_stock or sort.is_in_stock,
        "chilled": not question.chilled or sort.is_chilled,
    }


def facets(found: list[Sort], question: Question) -> dict[str, Counter[str]]:
    """What each value would show, the other facets staying as asked: who fails one facet counts for that one alone."""
    counts: dict[str, Counter[str]] = {
        facet: Counter() for facet in ("stars", "group", "province", "in_stock", "chilled")
    }
    for sort in found:
        failed = [facet for facet, fit in fits(sort, question).items() if not fit]
        if len(failed) > 1:
            continue
        values = {
            "stars": str(sort.stars or ""),
            "group": sort.group,
            "province": sort.province,
            "in_stock": "1" if sort.is_in_stock else "",
            "chilled": "1" if sort.is_chilled else "",
        }
        for facet in failed or values:
            if values[facet]:
                counts[facet][values[facet]] += sort.count
    return counts


def by(column: str, question: Question, base: Q, day: date) -> Counter[str]:
    """How many entries of `base` each value of a column has that is no part of a Sort: wards, producers. Remembered."""
    asked = replace(question, sort="")
    return remembered.recall(f"by-{column}", asked, lambda: _by(column, base), day=day)


def province_codes() -> dict[int, str]:
    return remembered.recall("provinces", (), lambda: dict(Province.objects.current().values_list("pk", "code")))


def _sorts(base: Q, day: date) -> list[Sort]:
    codes = province_codes()
    stars = Case(When(ranking.certified(day), then=F("stars")), default=Value(0))
    rows = (
        Entry.objects.filter(base)
        .annotate(stars_today=stars)
        .values_list("is_for_sale", "is_in_stock", "stars_today", "group", "province", "is_chilled")
        .annotate(count=Count("pk"))
        .order_by()
    )
    return [
        Sort(sale, stock, stars, group, codes.get(at, ""), cold, n) for sale, stock, stars, group, at, cold, n in rows
    ]


def _by(column: str, base: Q) -> Counter[str]:
    rows = Entry.objects.filter(base).values_list(column).annotate(count=Count("pk")).order_by()
    return Counter({str(value): count for value, count in rows})
