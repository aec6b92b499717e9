"""The parts of a question as Elasticsearch's queries: what matches, how closely, and where goods stand."""

from datetime import date

from elasticsearch.dsl import Q, Query

from catalogue.publishing import is_certificate_needed
from catalogue.search.question import STARS
from catalogue.search.reading import asking
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


def closeness(groups: list[Group]) -> list[Query]:
    """Accents as typed, then where the words stand, then the words themselves rather than others for them."""
    alike = [any_of(phrase("typed", typed) for typed in (group.typed, *group.others_typed))
             for group in groups if group.has_accents]  # fmt: skip
    own = [phrase("words", group.words) for group in groups if group.others]
    return [
        *(worth(10 * CLOSER, query) for query in alike),
        best_of([worth(2 * CLOSER * points, query) for points, query in _positions(groups)]),
        *([worth(CLOSER, all_of(own))] if own else []),
    ]


def _positions(groups: list[Group]) -> list[tuple[int, Query]]:
    whole = tuple(asking.whole(groups).split())
    first_begins = any_of(_begins(words) for words in groups[0].all_words)
    in_title = holding(asking.strictly(groups, "title"))
    return [
        (4, any_of([_begins(whole), phrase("codes", whole)])),
        (3, all_of([first_begins, in_title])),
        (2, in_title),
        (1, any_of([phrase("maker", whole), phrase("place", whole)])),
    ]


def _begins(words: tuple[str, ...]) -> Query:
    """The title begins with these whole words."""
    return Q("prefix", key=" ".join(words) + " ")
