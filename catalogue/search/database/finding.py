"""One page of an answer: what matches, how many by every choice, and which come first."""

from collections import Counter
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import F, Q

from catalogue.search import places, ranking
from catalogue.search.database import counting
from catalogue.search.database.matching import Matching, loosened, match
from catalogue.search.models import YES, Entry
from catalogue.search.protocol import Found
from catalogue.search.question import Question

# Up to so many, one question orders them all; of more, only the levels are looked through that the page shows.
FEW = 500
WITHIN = ("place_today", "sort_key", "pk")

Standings = dict[ranking.Standing, int]


def find(question: Question, *, day: date, page: int, per_page: int) -> Found:
    matching, bounds, chosen = match(question.q), _bounds(question), _chosen(question, day)
    facets, standings, is_any = counting.counts(question, _base(bounds, matching), day)
    if matching and not is_any:
        matching = loosened(matching)
        facets, standings, __ = counting.counts(question, _base(bounds, matching), day, is_near=bool(matching.loose))
    if question.producer:
        facets = {**facets, "producer": counting.of_producers(question, _base(bounds, matching) & chosen, day)}
    start = (page - 1) * per_page
    return Found(
        product_ids=tuple(_page(question, bounds & chosen, matching, standings, day, start, per_page)),
        count=sum(standings.values()),
        facets=facets,
        is_near=bool(matching and matching.loose),
    )


def _bounds(question: Question) -> Q:
    bounds = Q(is_shown__in=YES)
    if question.price_min is not None:
        bounds &= Q(price__gte=question.price_min)
    if question.price_max is not None:
        bounds &= Q(price__lte=question.price_max)
    if question.producer:
        bounds &= Q(producer__in=question.producer)
    return bounds


def _base(bounds: Q, matching: Matching | None) -> Q:
    return bounds & matching.all_of_it if matching else bounds


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
    entries = Entry.objects.filter(_base(asked, matching))
    if matching and matching.groups and not question.sort:
        if sum(standings.values()) > FEW and not matching.loose:
            return _by_level(Entry.objects.filter(asked), matching, day, start + most)[start:]
        entries = entries.annotate(closeness=matching.closeness(), place_today=ranking.place_on(day))
        entries = entries.order_by("closeness", *WITHIN)
    else:
        entries, start = _by_place(entries, question, standings, day, start, most)
    return list(entries.values_list("pk", flat=True)[start : start + most])


def _by_level(entries, matching: Matching, day: date, most: int) -> list[int]:
    """The first so many, without asking of everything that answers how close it is.

    Whoever was found in a closer level may be in the next one too, so each is asked for as many as are wanted.
    """
    entries = entries.annotate(place_today=ranking.place_on(day)).order_by(*WITHIN).values_list("pk", flat=True)
    found: dict[int, None] = {}
    for level in matching.levels():
        found |= dict.fromkeys(entries.filter(level)[:most])
        if len(found) >= most:
            break
    return list(found)[:most]


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
