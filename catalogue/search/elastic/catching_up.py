"""An index made anew while the old one serves, and every difference between entries and documents put right."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from elasticsearch import Elasticsearch

from catalogue.search.elastic import index, sending
from catalogue.search.elastic.client import patient, telling
from catalogue.search.models import Entry

MANY = 10_000


def rebuild(*, progress: Callable[[int], Any] = lambda done: None) -> str:
    """The new index's name. Until it serves, the old one does; changes made meanwhile go to both."""
    with telling():
        name = index.begin(patient())
        try:
            sending.fill(index.filling(), progress)
            patient().indices.refresh(index=name)
            index.swap(patient(), name)
        except BaseException:
            patient().indices.delete(index=name, ignore_unavailable=True)
            raise
    mend()
    return name


def catch_up() -> int:
    """After an outage: leave no difference. Returns how many entries were sent. Safe to repeat."""
    with telling():
        if not index.is_of_this_code(patient()):
            rebuild()
        sent = sending.send()
        patient().indices.refresh(index=index.serving())
        is_whole = patient().count(index=index.serving())["count"] == Entry.objects.count()
    return sent if is_whole else sent + mend()


def mend() -> int:
    """Compare all documents with all entries by version: forget what is gone, send what is missing or old."""
    with telling():
        patient().indices.refresh(index=index.serving())
        last: int | None = 0
        while last is not None:
            held = _held(patient(), after=last)
            end = max(held) if len(held) == MANY else None
            _compare(held, after=last, until=end)
            last = end
        return sending.send()


def _held(client: Elasticsearch, *, after: int) -> dict[int, int]:
    """The next documents by product: their versions."""
    found = client.search(
        index=index.serving(), size=MANY, sort=["product"], search_after=[after], source=False, version=True,
        track_total_hits=False,
    )  # fmt: skip
    return {int(hit["_id"]): hit["_version"] for hit in found["hits"]["hits"]}


@transaction.atomic
def _compare(held: dict[int, int], *, after: int, until: int | None) -> None:
    entries = Entry.objects.select_for_update(no_key=True).filter(pk__gt=after).order_by("pk")
    if until is not None:
        entries = entries.filter(pk__lte=until)
    known = {entry.pk: entry for entry in entries.only("version", "sent_version")}
    differing = {pk: held.get(pk, 0) for pk, entry in known.items() if entry.sent_version != held.get(pk, 0)}
    # The database was restored to an earlier state, or a document lost: what we say now must count as newer.
    outdone = [
        known[pk]
        for pk, there in differing.items()
        if there > known[pk].version or (not there and known[pk].sent_version)
    ]
    for entry in outdone:
        entry.version = max(entry.version, held.get(entry.pk, 0)) + 1
    Entry.objects.bulk_update(outdone, ["version"], batch_size=sending.BATCH)
    sending.mark_as_sent(differing)
    if gone := held.keys() - known.keys():
        sending.drop(gone)
