"""What Elasticsearch has not been sent yet, sent. Each entry remembers the version that was acknowledged."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.db import transaction
from django.db.models import F
from elasticsearch import Elasticsearch

from catalogue.search.elastic import index, writing
from catalogue.search.elastic.client import patient, telling
from catalogue.search.models import Entry
from catalogue.search.protocol import EngineAway

BATCH = 500


def put(entries: Iterable[Entry]) -> None:
    """Where nothing serves yet they are not taken: raise EngineAway as in any trouble."""
    with telling():
        writing.put(patient(), entries, _targets(patient()))


def drop(product_ids: Iterable[int]) -> None:
    with telling():
        writing.drop(patient(), product_ids, _targets(patient()))


def send(*, product_ids: Iterable[int] | None = None) -> int:
    """Entries rewritten since they were last sent, perhaps only some products'. One rewritten meanwhile stays due."""
    due = Entry.objects.filter(sent_version__lt=F("version"))
    if product_ids is not None:
        due = due.filter(pk__in=product_ids)
    sent = 0
    for few in batches(due):
        put(few)
        mark_as_sent(few)
        sent += len(few)
    return sent


def fill(alias: str, progress: Callable[[int], Any]) -> None:
    """Every entry, sent before or not."""
    for few in batches(Entry.objects.all()):
        writing.put(patient(), few, [alias])
        progress(len(few))


def batches(entries) -> Iterator[list[Entry]]:
    """A few at a time by key, each read when its turn comes, so that it is as new as can be."""
    last = 0
    entries = entries.select_related("province", "ward").order_by("pk")
    while few := list(entries.filter(pk__gt=last)[:BATCH]):
        yield few
        last = few[-1].pk


@transaction.atomic
def mark_as_sent(entries: list[Entry]) -> None:
    """Rows are locked in the order of their keys, as everyone does who writes several."""
    keys = [entry.pk for entry in entries]
    list(Entry.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk").values_list("pk"))
    for entry in entries:
        entry.sent_version = entry.version
    Entry.objects.bulk_update(entries, ["sent_version"])


def _targets(client: Elasticsearch) -> list[str]:
    """Asked after the entries were read: an index begun later is filled with what they say."""
    aliases = index.targets(client)
    if index.serving() not in aliases:
        raise EngineAway("There is no index yet")
    return aliases
