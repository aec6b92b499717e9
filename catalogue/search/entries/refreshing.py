"""Entries written anew after a commit, few at a time, and only where something changed."""

import threading
from collections.abc import Callable, Iterable, Iterator
from copy import copy
from datetime import date
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import F, OuterRef, Subquery
from django.dispatch import Signal
from django.utils.timezone import localdate, now
from django_tasks import task

from catalogue.certification.models import Certificate
from catalogue.models import Product
from catalogue.search import remembered
from catalogue.search.database import tallying
from catalogue.search.database.engine import DatabaseEngine
from catalogue.search.entries.building import FACTS, facts_of
from catalogue.search.models import Entry

BATCH = 500


class _Waiting(threading.local):
    def __init__(self):
        # Those of a transaction that was rolled back stay, and are done with the next: no harm.
        self.product_ids: set[int] = set()


_waiting = _Waiting()

# Sent after the commit, with `product_ids`: their entries say something new. Other engines listen.
entries_changed = Signal()


def refresh_later(product_ids: Iterable[int]) -> None:
    """After this transaction, and outside it, bring the entries of these products, or of their parents, up to date.

    What one transaction asks for is done in one go. A search that lags never breaks what was committed.
    """
    _waiting.product_ids.update(product_ids)
    transaction.on_commit(_refresh_waiting, robust=True)


def _refresh_waiting() -> None:
    product_ids = sorted(_waiting.product_ids)
    _waiting.product_ids.clear()
    for few in _few(product_ids):
        refresh_soon.enqueue(few)


@task
def refresh_soon(product_ids: list[int]) -> None:
    refresh(product_ids)


def refresh(product_ids: Iterable[int], *, day: date | None = None) -> list[int]:
    """Write what the tables say now; a size stands for its parent. Returns the products whose entries changed."""
    canonical = Product.objects.filter(pk__in=set(product_ids)).values_list("parent_id", "pk")
    return _write({parent or pk for parent, pk in canonical}, day=day or localdate())


def refresh_turned(*, day: date) -> list[int]:
    """Those whose products hold another certificate since the day turned: an entry keeps the days of one only."""
    speaks = Certificate.objects.valid_on(day).filter(product=OuterRef("pk")).values("issued_on")[:1]
    turned = Product.objects.annotate(since=Subquery(speaks)).exclude(since=None)
    turned = turned.exclude(search_entry__certified_from=F("since"), search_entry__certified_until__gte=day)
    changed = refresh(turned.values_list("pk", flat=True), day=day)
    tallying.turn(day=day)
    return changed


def rebuild(*, day: date | None = None, progress: Callable[[int], Any] = lambda done: None) -> list[int]:
    """Every entry as `refresh` does, and what the database engine keeps of it even where no fact changed.

    The tally is counted anew.
    """
    everything = Product.objects.filter(parent=None).values_list("pk", flat=True)
    day = day or localdate()
    changed = _write(everything, day=day, put_all=True, progress=progress)
    tallying.recount(day=day)
    return changed


def _write(
    product_ids: Iterable[int], *, day: date, put_all: bool = False, progress: Callable[[int], Any] = lambda done: None
) -> list[int]:
    changed: list[int] = []
    for few in _few(sorted(product_ids)):
        changed += _write_few(few, day, put_all)
        progress(len(few))
    if changed:
        transaction.on_commit(remembered.forget)
        transaction.on_commit(partial(entries_changed.send, sender=Entry, product_ids=changed))
    return changed


@transaction.atomic
def _write_few(product_ids: list[int], day: date, put_all: bool) -> list[int]:
    """The rows are locked before the facts are read, so that whoever writes last has read last."""
    blank = {"is_shown": False, "title": "", "sort_key": "", "made_at": now(), "version": 0}
    missing = set(product_ids) - set(Entry.objects.filter(pk__in=product_ids).values_list("pk", flat=True))
    Entry.objects.bulk_create([Entry(product_id=pk, **blank) for pk in sorted(missing)], ignore_conflicts=True)
    held = list(Entry.objects.select_for_update(no_key=True).filter(pk__in=product_ids).order_by("pk"))
    before = [copy(entry) for entry in held]
    entries = {entry.pk: entry for entry in held}
    facts = facts_of(product_ids, day=day)
    changed = [entries[pk] for pk, said in facts.items() if _take(entries[pk], said)]
    Entry.objects.bulk_create(
        changed, update_conflicts=True, unique_fields=["product"], update_fields=[*FACTS, "version"]
    )
    DatabaseEngine().put(held if put_all else changed)
    tallying.move(before, held, day=day)
    return [entry.pk for entry in changed]


def _take(entry: Entry, said: dict[str, Any]) -> bool:
    """Make the entry say these facts; whether that is news."""
    news = {name: value for name, value in said.items() if getattr(entry, name) != value}
    for name, value in news.items():
        setattr(entry, name, value)
    entry.version += bool(news)
    return bool(news)


def _few(product_ids: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(product_ids), BATCH):
        yield product_ids[start : start + BATCH]
