"""How many entries answer, by every choice at once: the day's tally, or one GROUP BY from which facets are added up."""

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from django.db.models import Case, Count, F, Q, Sum, When

from catalogue.search import places, ranking, remembered
from catalogue.search.database.tallying import EVERYTHING
from catalogue.search.models import Entry, Tally
from catalogue.search.question import Question

ASKED_IN_SQL = ("q", "price_min", "price_max", "producer", "province", "ward")
FACETS = ("stars", "group", "province", "ward", "in_stock", "chilled")


class Sort(NamedTuple):
    """Entries that are alike in all that can be chosen, each facet as its value or "".

    `stars`: of a certificate that is valid today. `ward`: only of wards and provinces that are asked for.
    """

    is_for_sale: bool
    stars: str
    group: str
    province: str
    ward: str
    in_stock: str
    chilled: str
    many: int


class Counts(NamedTuple):
    """`standings`: how many of those that answer stand at each place of `ranking`. `is_any`: anything in the base."""

    facets: dict[str, dict[str, int]]
    standings: dict[ranking.Standing, int]
    is_any: bool


def counts(question: Question, base: Q, day: date, *, is_near: bool = False) -> Counts:
    """Of the entries in `base`, which the words, prices and producers asked for have made. Remembered."""
    asked = (replace(question, sort=""), is_near)
    return remembered.recall("counts", asked, lambda: _counts(question, base, day, is_near), day=day)


def _counts(question: Question, base: Q, day: date, is_near: bool) -> Counts:
    if _asks_for_a_group_at_most(question) and (tally := Tally.objects.filter(day=day).first()):
        return _tallied(tally.counts, *question.group)
    # What only another facet asks differently is added up from the same rows.
    asked = [is_near, *(getattr(question, name) for name in ASKED_IN_SQL)]
    found = remembered.recall("sorts", asked, lambda: _sorts(question, base, day), day=day)
    standings: Counter[ranking.Standing] = Counter()
    for sort in found:
        if not _failed(sort, question):
            place = ranking.standing(
                is_for_sale=sort.is_for_sale, is_in_stock=bool(sort.in_stock), stars=int(sort.stars or 0)
            )
            standings[place] += sort.many
    return Counts(facets(found, question), dict(standings), bool(found))


def facets(found: list[Sort], question: Question) -> dict[str, dict[str, int]]:
    """What each value would show, the other facets staying as asked: who fails one facet counts for that one alone."""
    counts: dict[str, Counter[str]] = {facet: Counter() for facet in FACETS}
    for sort in found:
        failed = _failed(sort, question)
        for facet in failed if len(failed) == 1 else () if failed else FACETS:
            if value := getattr(sort, facet):
                counts[facet][value] += sort.many
        if question.ward and set(failed) <= {"province", "ward"} and failed:
            # Another province would be asked for without the wards of this one.
            counts["province"][sort.province] += sort.many if "ward" in failed else 0
    return {facet: dict(counter) for facet, counter in counts.items()}


def of_producers(question: Question, base: Q, day: date) -> dict[str, int]:
    """How many entries of `base` each producer has. Remembered."""
    return remembered.recall("producers", question, lambda: _of_producers(base), day=day)


def _asks_for_a_group_at_most(question: Question) -> bool:
    return len(question.group) <= 1 and replace(question, group=(), sort="") == Question()


def _tallied(counts: dict[str, dict[str, dict[str, int]]], group: str = EVERYTHING) -> Counts:
    everything, within = counts.get(EVERYTHING, {}), counts.get(group, {})
    provinces = {str(key): code for key, (code, __) in places.provinces().items()}
    facets = {facet: within.get(facet, {}) for facet in FACETS}
    facets["group"] = everything.get("group", {})
    facets["province"] = {provinces[key]: many for key, many in facets["province"].items() if key in provinces}
    standings: Counter[ranking.Standing] = Counter()
    for said, many in within.get("standing", {}).items():
        place = ranking.standing(is_for_sale=said[0] == "1", is_in_stock=said[1] == "1", stars=int(said[2]))
        standings[place] += many
    return Counts(facets, dict(standings), bool(everything))


def _failed(sort: Sort, question: Question) -> list[str]:
    failed = []
    if question.stars and sort.stars not in question.stars:
        failed.append("stars")
    if question.group and sort.group not in question.group:
        failed.append("group")
    if question.province and sort.province not in question.province:
        failed.append("province")
    if question.ward and sort.ward not in question.ward:
        failed.append("ward")
    if question.in_stock and not sort.in_stock:
        failed.append("in_stock")
    if question.chilled and not sort.chilled:
        failed.append("chilled")
    return failed


def _sorts(question: Question, base: Q, day: date) -> list[Sort]:
    provinces = {key: code for key, (code, __) in places.provinces().items()}
    wards = {key: code for key, (code, __) in places.wards(question).items()}
    ward = {"ward_asked": Case(When(ward__in=wards, then=F("ward")))} if wards else {}
    rows = (
        Entry.objects.filter(base)
        .annotate(**ward)
        .values("is_for_sale", "is_in_stock", "stars", "group", "province", "is_chilled", *ward)
        .annotate(everything=Count("*"), certified=Sum(Case(When(ranking.certified(day), then=1), default=0)))
        .order_by()
    )
    return [
        Sort(
            is_for_sale=row["is_for_sale"],
            stars=stars,
            group=row["group"],
            province=provinces.get(row["province"], ""),
            ward=wards.get(row.get("ward_asked"), ""),
            in_stock="1" * row["is_in_stock"],
            chilled="1" * row["is_chilled"],
            many=count,
        )
        for row in rows
        for stars, count in ((str(row["stars"]), row["certified"]), ("", row["everything"] - row["certified"]))
        if count
    ]


def _of_producers(base: Q) -> dict[str, int]:
    rows = Entry.objects.filter(base).values_list("producer").annotate(count=Count("*")).order_by()
    return {str(producer): count for producer, count in rows}
