"""One page of an answer: what matches, how many by every choice, and which come first."""

from collections import Counter
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import F, Q

from catalogue.search import places, ranking
from catalogue.search.database import counting
from catalogue.search.database.matching import Matching, match
from catalogue.search.models import YES, Entry
from catalogue.search.protocol import Found
from catalogue.search.question import Question

Standings = dict[ranking.Standing, int]


def find(question: Question, *, day: date, page: int, per_page: int) -> Found:
    matching = match(question.q)
    base = _base(question, matching)
    chosen = base & _chosen(question, day)
    facets, standings = counting.counts(question, base, day)
    if question.producer:
        facets = {**facets, "producer": counting.of_producers(question, chosen, day)}
    return Found(
        product_ids=tuple(_page(question, chosen, matching, standings, day, (page - 1) * per_page, per_page)),
        count=sum(standings.values()),
        facets=facets,
        is_near=bool(matching and matching.loose),
    )


def _base(question: Question, matching: Matching | None) -> Q:
    base = Q(is_shown__in=YES)
    if matching:
        base &= matching.all_of_it
    if question.price_min is not None:
        base &= Q(price__gte=question.price_min)
    if question.price_max is not None:
        base &= Q(price__lte=question.price_max)
    if question.producer:
        base &= Q(producer__in=question.producer)
    return base


def _chosen(question: Question, day: date) -> Q:
    chosen = Q()
    if question.stars:
        chosen &= Q(stars__in=question.stars) & ranking.certified(day)
    if question.group:
        chosen &= Q(group__in=question.group)
    if question.province:
        chosen &= Q(province__in=places.keys_of(question.province, places.provinces()))
    if question.ward:
        chosen &= Q(ward__in=places.keys_of(question.ward, places.wards(question)))
    if question.in_stock:
        chosen &= Q(is_in_stock__in=YES)
    if question.chilled:
        chosen &= Q(is_chilled__in=YES)
    return chosen


def _page(
    question: Question, asked: Q, matching: Matching | None, standings: Standings, day: date, start: int, most: int
) -> list[int]:
    entries = Entry.objects.filter(asked)
    if matching and matching.groups and not question.sort:
        entries = entries.annotate(closeness=matching.closeness(), place_today=ranking.place_on(day))
        entries = entries.order_by("closeness", "place_today", "sort_key", "pk")
    else:
        entries, start = _by_place(entries, question, standings, day, start, most)
    return list(entries.values_list("pk", flat=True)[start : start + most])


def _by_place(entries, question: Question, standings: Standings, day: date, start: int, most: int):
    """Only the places that the page shows are asked for, so that an index gives their order.

    Returns the ordered entries, and where among them the page begins.
    """
    if question.sort == "new":
        return entries.order_by("-made_at", "-pk"), start
    is_by_price = question.sort in ("price", "-price")
    counts: Counter[ranking.Standing] = Counter()
    for place, count in standings.items():
        counts[place[:1] if is_by_price else place] += count
    shown, skipped, seen = [], 0, 0
    for place in sorted(counts):
        if seen + counts[place] <= start:
            skipped += counts[place]
        elif seen < start + most:
            shown.append(place)
        seen += counts[place]
    conditions = [ranking.of_standing(place, day) for place in shown]
    entries = entries.filter(reduce(or_, conditions, Q(pk__in=[])) if conditions else Q(pk__in=[]))
    order: list[Any] = ["sort_key", "pk"]
    if is_by_price:
        price = F("price").desc(nulls_last=True) if question.sort == "-price" else F("price").asc(nulls_last=True)
        # What can be bought has a price, so there the index gives this order as it is.
        order = [question.sort if shown == [(False,)] else price, *order]
    if len(shown) > 1:
        order = [ranking.sold_first(day) if is_by_price else ranking.place_on(day), *order]
    return entries.order_by(*order), start - skipped
