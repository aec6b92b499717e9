"""Documents put and dropped, each with its entry's version, so that nothing old overwrites anything newer."""

from collections.abc import Iterable, Iterator

from elasticsearch import Elasticsearch
from elasticsearch.helpers import streaming_bulk

from catalogue.search.elastic.documents import document_of
from catalogue.search.models import Entry
from catalogue.search.protocol import EngineAway

BATCH = 500
GONE, CONFLICT = 404, 409


def put(client: Elasticsearch, entries: Iterable[Entry], aliases: Iterable[str]) -> None:
    """Raise EngineAway unless every alias holds every entry, of this version or a newer one."""
    aliases = list(aliases)
    actions = (
        {
            "_op_type": "index",
            "_index": alias,
            "_id": str(entry.pk),
            "version": entry.version,
            "version_type": "external_gte",
            "require_alias": True,
            "_source": document_of(entry),
        }
        for entry in entries
        for alias in aliases
    )
    _send(client, actions, fine=CONFLICT)


def drop(client: Elasticsearch, product_ids: Iterable[int], aliases: Iterable[str]) -> None:
    aliases = list(aliases)
    actions = (
        {"_op_type": "delete", "_index": alias, "_id": str(product_id), "require_alias": True}
        for product_id in product_ids
        for alias in aliases
    )
    _send(client, actions, fine=GONE)


def _send(client: Elasticsearch, actions: Iterator[dict], *, fine: int) -> None:
    answers = streaming_bulk(client, actions, chunk_size=BATCH, raise_on_error=False)
    for is_done, answer in answers:
        said = next(iter(answer.values()))
        if not is_done and (said["status"] != fine or "index_not_found" in str(said.get("error"))):
            raise EngineAway(f"Not taken: {said}")
