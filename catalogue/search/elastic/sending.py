"""What Elasticsearch has not been sent yet, sent. Each entry remembers the version that was acknowledged.

A document carries its entry's version, so nothing old overwrites anything newer.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.db import transaction
from django.db.models import F
from elasticsearch.helpers import streaming_bulk

from catalogue.search.elastic import index
from catalogue.search.elastic.client import patient, telling
from catalogue.search.elastic.documents import document_of
from catalogue.search.models import Entry
from catalogue.search.protocol import EngineAway

BATCH = 500
GONE, CONFLICT = 404, 409


def put(entries: Iterable[Entry]) -> None:
    """Raise EngineAway unless everything holds every entry, of this version or a newer one."""
    entries = list(entries)
    with telling():
        _put(entries, _targets())


def drop(product_ids: Iterable[int]) -> None:
    keys = [str(product_id) for product_id in product_ids]
    with telling():
        _send(({"_op_type": "delete", "_index": alias, "_id": key} for alias in _targets() for key in keys), fine=GONE)


def send(*, product_ids: Iterable[int] | None = None) -> int:
    """Entries rewritten since they were last sent, perhaps only some products'. One rewritten meanwhile stays due."""
    due = Entry.objects.filter(sent_version__lt=F("version"))
    if product_ids is not None:
        due = due.filter(pk__in=product_ids)
    sent = 0
    for few in batches(due):
        put(few)
        mark_as_sent({entry.pk: entry.version for entry in few})
        sent += len(few)
    return sent


def fill(alias: str, progress: Callable[[int], Any]) -> None:
    """Every entry, sent before or not."""
    for few in batches(Entry.objects.all()):
        _put(few, [alias])
        progress(len(few))


def batches(entries) -> Iterator[list[Entry]]:
    """A few at a time by key, each read when its turn comes, so that it is as new as can be."""
    last = 0
    entries = entries.select_related("province", "ward").order_by("pk")
    while few := list(entries.filter(pk__gt=last)[:BATCH]):
        yield few
        last = few[-1].pk


@transaction.atomic
def mark_as_sent(versions: dict[int, int]) -> None:
    """Product → version. Rows are locked in the order of their keys, as everyone does who writes several."""
    list(Entry.objects.select_for_update(no_key=True).filter(pk__in=versions).order_by("pk").values_list("pk"))
    alike = defaultdict(list)
    for product_id, version in versions.items():
        alike[version].append(product_id)
    for version, product_ids in alike.items():
        Entry.objects.filter(pk__in=product_ids).update(sent_version=version)


def _targets() -> list[str]:
    """Asked after the entries were read: an index begun later is filled with what they say."""
    aliases = index.targets(patient())
    if index.serving() not in aliases:
        raise EngineAway("There is no index yet")
    return aliases


def _put(entries: list[Entry], aliases: list[str]) -> None:
    versioned = {"_op_type": "index", "version_type": "external_gte"}
    documents = (
        versioned | {"_index": alias, "_id": str(entry.pk), "version": entry.version, "_source": document_of(entry)}
        for entry in entries
        for alias in aliases
    )
    _send(documents, fine=CONFLICT)


def _send(actions: Iterable[dict[str, Any]], *, fine: int) -> None:
    """An alias that is gone meanwhile refuses; `fine`: what may be answered besides success."""
    asked = (action | {"require_alias": True} for action in actions)
    for is_done, answer in streaming_bulk(patient(), asked, chunk_size=BATCH, raise_on_error=False):
        said = next(iter(answer.values()))
        if not is_done and (said["status"] != fine or "index_not_found" in str(said.get("error"))):
            raise EngineAway(f"Not taken: {said}")
