"""Which goods answer the words typed: those that hold them, or where nothing does, those that come near."""

from elasticsearch import Elasticsearch
from elasticsearch.dsl import Q, Query, Search

from catalogue.search.elastic.documents import groups_of_three, unlabelled
from catalogue.search.elastic.index import serving
from catalogue.search.elastic.querying import FAR, any_of, best_of, holding, worth
from catalogue.search.reading import asking
from catalogue.search.reading.asking import Expression, Group
from catalogue.search.reading.spelling import slips, slips_allowed

# How many goods are compared with a spelling letter by letter.
MOST_NEAR = 100
FARTHEST = 30

Step = list[tuple[Query, int]]


def shown() -> Query:
    return Q("term", is_shown=True)


def strict(groups: list[Group]) -> Query:
    return holding(asking.strictly(groups))


def loosened(client: Elasticsearch, groups: list[Group]) -> tuple[Query, Query]:
    """What matches instead, and points for being less far: words begun, related or mistyped; else all words but one;
    else the first thing asked for."""
    steps = [step for step in _steps(client, groups) if step]
    search = Search(using=client, index=serving()).query(shown()).extra(size=0, track_total_hits=False)
    for n, step in enumerate(steps):
        search.aggs.bucket(str(n), "filter", any_of(query for query, __ in step))
    counts = search.execute().aggregations
    found = next((step for n, step in enumerate(steps) if counts[str(n)].doc_count), steps[0])
    points = [worth(FAR * (FARTHEST - far), query) for query, far in found]
    return any_of(query for query, __ in found), best_of(points)


def _steps(client: Elasticsearch, groups: list[Group]) -> list[Step]:
    near = [(Q("terms", product=keys), 2 + count) for count, keys in sorted(_near(client, groups).items())]
    return [
        [(_any_holding(asking.beginning(groups), asking.related(groups)), 1), *near],
        [(holding(expression), 2) for expression in asking.but_one(groups)],
        [(holding(asking.strictly(groups[:1])), 3)],
    ]


def _any_holding(*expressions: Expression) -> Query:
    return any_of(holding(expression) for expression in expressions)


def names_near(client: Elasticsearch, groups: list[Group]) -> list[str]:
    hits = _sharing_letters(client, asking.whole(groups).replace(" ", ""), ["name", "maker_label"])
    return [name for hit in hits for name in (hit.name, unlabelled(hit.maker_label or "")[0])]


def _near(client: Elasticsearch, groups: list[Group]) -> dict[int, list[int]]:
    """Slips → keys, of those with the fewest slips and one more."""
    typed = asking.whole(groups).replace(" ", "")
    found: dict[int, list[int]] = {}
    for hit in _sharing_letters(client, typed, ["key", "maker"]):
        joined = f"{hit.key.replace(' ', '')} {hit.maker.replace(' ', '')}"
        found.setdefault(slips(typed, joined), []).append(int(hit.meta.id))
    fewest = min(found, default=0)
    return {count: found[count] for count in found if count <= min(slips_allowed(typed), fewest + 1)}


def _sharing_letters(client: Elasticsearch, typed: str, fields: list[str]):
    """The goods on show that share the most groups of three letters."""
    alike = Q("match", groups_of_three=" ".join(groups_of_three(typed)))
    search = Search(using=client, index=serving()).query(Q("bool", must=[alike], filter=[shown()]))
    return search.source([*fields]).extra(size=MOST_NEAR, track_total_hits=False).execute()
