"""The parts of a question as Elasticsearch's queries: what matches, how closely, and where goods stand."""

from datetime import date

from elasticsearch.dsl import Q, Query

from catalogue.publishing import is_certificate_needed
from catalogue.search.question import STARS
from catalogue.search.reading import closeness as reading
from catalogue.search.reading.asking import Expression, Group

# Scores are whole numbers, so that they order as tuples would: how far, how close, where it stands.
SOLD, IN_STOCK = 16, 8
CLOSER = 32
FAR = 100 * CLOSER
MOST_BEGINNINGS = 200


def phrase(column: str, words: tuple[str, ...], is_beginning: bool = False) -> Query:
    """These words in a row in a column, or anywhere; the last perhaps unfinished."""
    field = column or "words"
    if is_beginning and len(words) == 1:
        return Q("prefix", **{field: words[0]})
    if is_beginning:
        return Q("match_phrase_prefix", **{field: {"query": " ".join(words), "max_expansions": MOST_BEGINNINGS}})
    return Q("match_phrase", **{field: " ".join(words)})


def any_of(queries) -> Query:
    return Q("bool", should=list(queries), minimum_should_match=1)


def all_of(queries) -> Query:
    return Q("bool", filter=list(queries))


def holding(expression: Expression) -> Query:
    return all_of(any_of(phrase(*alternative) for alternative in group) for group in expression)


def worth(points: int, query: Query) -> Query:
    return Q("constant_score", filter=query, boost=points)


def best_of(queries: list[Query]) -> Query:
    return Q("dis_max", queries=queries)


def certified(day: date) -> Query:
    valid = {"certified_from": {"lte": day.isoformat()}, "certified_until": {"gte": day.isoformat()}}
    return all_of([Q("range", **{field: bounds}) for field, bounds in valid.items()])


def sold(day: date) -> Query:
    for_sale = Q("term", is_for_sale=True)
    return all_of([for_sale, certified(day)]) if is_certificate_needed() else for_sale


def standing(day: date) -> list[Query]:
    """`ranking.standing` in points: can be bought, in stock, stars that are valid on that day."""
    stars = [worth(int(number), all_of([Q("term", stars=number), certified(day)])) for number in STARS]
    return [worth(SOLD, sold(day)), worth(IN_STOCK, Q("term", is_in_stock=True)), *stars]


def closeness(groups: list[Group], *, is_unfinished: bool) -> list[Query]:
    """`reading.closeness` in points."""
    how = reading.read(groups, is_unfinished=is_unfinished)
    positions = [worth(2 * CLOSER * (len(how.positions) - n), holding(held)) for n, held in enumerate(how.positions)]
    return [
        best_of(positions),
        *([worth(20 * CLOSER, holding(how.alike))] if how.alike else []),
        *([worth(CLOSER, holding(how.own))] if how.own else []),
    ]
