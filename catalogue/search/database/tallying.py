"""How many entries on show there are by every choice, of everything and of each group: written as they change.

A list of which nothing more than a group is asked is counted from here, however many goods there are. The tally holds
for one day, because certificates lapse: `refresh_entries` or the first change moves it on, and until then, as on any
other day, the entries themselves are counted.
"""

from collections.abc import Iterable
from datetime import date
from operator import attrgetter
from typing import NamedTuple

from django.db import transaction
from django.db.models import Case, Count, F, When
from django.db.models.functions import Coalesce

from catalogue.search import ranking
from catalogue.search.models import Entry, Tally

ONLY = 1
EVERYTHING = ""
_counted = attrgetter(
    "is_shown", "is_for_sale", "is_in_stock", "stars", "group", "province_id", "is_chilled", "certified_from",
    "certified_until",
)  # fmt: skip


@transaction.atomic
def move(before: Iterable[Entry], after: Iterable[Entry], *, day: date) -> None:
    """Count entries as they are instead of as they were, in the transaction that changes them."""
    moved = [(was, now) for was, now in zip(before, after, strict=True) if _counted(was) != _counted(now)]
    if not moved:
        return
    tally = _held()
    if tally.day is None or tally.day < day:
        _recount(tally, day)
        return
    for was, now in moved:
        _add_entry(tally, was, -1)
        _add_entry(tally, now, 1)
    tally.save()


@transaction.atomic
def recount(*, day: date) -> None:
    _recount(_held(), day)


@transaction.atomic
def turn(*, day: date) -> None:
    """Begin that day where it has not begun."""
    tally = _held()
    if tally.day != day:
        _recount(tally, day)


def forget(*, instance: Entry, **kwargs) -> None:
    """An entry that was deleted."""
    tally = _held()
    if tally.day:
        _add_entry(tally, instance, -1)
        tally.save()


def _held() -> Tally:
    """Locked until the end of the transaction: whoever counts all sees each change, or is seen by it."""
    return Tally.objects.select_for_update().get_or_create(pk=ONLY)[0]


def _recount(tally: Tally, day: date) -> None:
    tally.day, tally.counts = day, {}
    rows = (
        Entry.objects.shown()
        .annotate(valid=Coalesce(Case(When(ranking.certified(day), then=F("stars"))), 0))
        .values_list("is_for_sale", "is_in_stock", "valid", "group", "province_id", "is_chilled")
        .annotate(many=Count("*"))
        .order_by()
    )
    for *said, many in rows:
        _add(tally.counts, _Sort(*said), many)
    tally.save()


def _add_entry(tally: Tally, entry: Entry, many: int) -> None:
    if not entry.is_shown or tally.day is None:
        return
    first, last = entry.certified_from, entry.certified_until
    stars = entry.stars if first and last and first <= tally.day <= last else None
    _add(
        tally.counts,
        _Sort(entry.is_for_sale, entry.is_in_stock, stars or 0, entry.group, entry.province_id, entry.is_chilled),
        many,
    )


class _Sort(NamedTuple):
    """`stars`: of a certificate that is valid on the tally's day, else 0."""

    is_for_sale: bool
    is_in_stock: bool
    stars: int
    group: str
    province: int | None
    is_chilled: bool


def _add(counts: dict[str, dict[str, dict[str, int]]], sort: _Sort, many: int) -> None:
    said = {
        "standing": f"{sort.is_for_sale:d}{sort.is_in_stock:d}{sort.stars}",
        "stars": sort.stars,
        "group": sort.group,
        "province": sort.province,
        "in_stock": int(sort.is_in_stock),
        "chilled": int(sort.is_chilled),
    }
    for within in {EVERYTHING, sort.group}:
        for facet, value in said.items():
            if value:
                counter = counts.setdefault(within, {}).setdefault(facet, {})
                counter[str(value)] = counter.get(str(value), 0) + many
                if not counter[str(value)]:
                    del counter[str(value)]
