"""The versioned index behind its alias: which one serves, which is being filled, and the change from one to the other.

Writes go to an alias and are refused where it is gone, so nothing makes an index by chance.
"""

import hashlib
import inspect
import re

from django.conf import settings
from elasticsearch import Elasticsearch

from catalogue.search.elastic import documents

# As deep as pages go.
DEEPEST = 500_000
SETTINGS = {"number_of_shards": 1, "auto_expand_replicas": "0-1", "max_result_window": DEEPEST}


def serving() -> str:
    """The alias that is asked."""
    return settings.ELASTICSEARCH_INDEX


def filling() -> str:
    """The alias of the index that a rebuilding fills, while there is one."""
    return f"{serving()}-filling"


def names(client: Elasticsearch) -> list[str]:
    """Of all our indexes, whatever they are for."""
    return list(_held(client))


def targets(client: Elasticsearch) -> list[str]:
    """The aliases that a change must reach now."""
    held = _held(client).values()
    return [alias for alias in (serving(), filling()) if any(alias in aliases for aliases in held)]


def is_of_this_code(client: Elasticsearch) -> bool:
    """Whether an index serves, with its documents as this code makes them."""
    return any(
        client.indices.get_mapping(index=name).body[name]["mappings"].get("_meta") == _meta()
        for name in _behind(client, serving())
    )


def begin(client: Elasticsearch) -> str:
    """An empty index to fill, of the next number. What a rebuilding left half full goes away, its number with it."""
    newest = max((int(name.rpartition("-")[2]) for name in names(client)), default=0)
    for name in _behind(client, filling()):
        client.indices.delete(index=name, ignore_unavailable=True)
    name = f"{serving()}-{newest + 1:04}"
    client.indices.create(
        index=name,
        settings=SETTINGS,
        mappings=documents.Goods._index.to_dict()["mappings"] | {"_meta": _meta()},
        aliases={filling(): {}},
    )
    return name


def swap(client: Elasticsearch, name: str) -> None:
    """In one step the filled index serves and the old one is gone. Refused where another rebuilding has taken over."""
    client.indices.update_aliases(
        actions=[
            {"remove": {"index": name, "alias": filling(), "must_exist": True}},
            {"add": {"index": name, "alias": serving()}},
            *({"remove_index": {"index": old}} for old in _behind(client, serving())),
        ]
    )


def _behind(client: Elasticsearch, alias: str) -> list[str]:
    return [name for name, aliases in _held(client).items() if alias in aliases]


def _held(client: Elasticsearch) -> dict[str, set[str]]:
    """Our indexes by name, with their aliases."""
    ours = re.compile(re.escape(serving()) + r"-\d{4,}")
    found = client.indices.get_alias(index=f"{serving()}-*").body
    return {name: set(index["aliases"]) for name, index in found.items() if ours.fullmatch(name)}


def _meta() -> dict[str, str]:
    """Another one for each way of making documents."""
    return {"made_by": hashlib.sha256(inspect.getsource(documents).encode()).hexdigest()[:12]}
