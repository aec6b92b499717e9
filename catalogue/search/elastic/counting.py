"""What each choice would show, the other facets staying as asked."""

from datetime import date
from typing import Any

from elasticsearch.dsl import A, Q, Query, Search

from catalogue.search.elastic.querying import all_of, certified
from catalogue.search.question import Question

MOST_VALUES = 5_000
SWITCHES = {"in_stock": "is_in_stock", "chilled": "is_chilled"}


def conditions(question: Question, day: date) -> dict[str, Query]:
    """Facet by facet, and the price."""
    asked: dict[str, Query] = {
        facet: Q("terms", **{facet: list(chosen)})
        for facet in ("stars", "group", "province", "ward", "producer")
        if (chosen := getattr(question, facet))
    }
    asked |= {switch: Q("term", **{field: True}) for switch, field in SWITCHES.items() if getattr(question, switch)}
    if "stars" in asked:
        asked["stars"] = all_of([asked["stars"], certified(day)])
    bounds = {"gte": question.price_min, "lte": question.price_max}
    if bounds := {end: price for end, price in bounds.items() if price is not None}:
        asked["price"] = Q("range", price=bounds)
    return asked


def count(search: Search, question: Question, day: date) -> None:
    """Ask for each facet of `protocol.Found`, and how many are held before any is asked."""
    asked = conditions(question, day)
    search.aggs.bucket("held", "filter", Q("match_all"))
    for facet in _facets(question):
        others = [condition for other, condition in asked.items() if other not in _overlooked(facet)]
        if facet == "stars":
            others.append(certified(day))
        values = A("terms", field=SWITCHES.get(facet, facet), size=MOST_VALUES)
        search.aggs.bucket(facet, "filter", all_of(others)).bucket("values", values)


def are_any_held(answer: Any) -> bool:
    """Whether any product on show holds the words, whatever else is asked."""
    return answer.aggregations.held.doc_count > 0


def facets(answer: Any) -> dict[str, dict[str, int]]:
    found = answer.aggregations.to_dict()
    del found["held"]
    return {"ward": {}} | {
        facet: {
            "1" if facet in SWITCHES else str(value["key"]): value["doc_count"]
            for value in counted["values"]["buckets"]
            if value["key"] or facet not in SWITCHES
        }
        for facet, counted in found.items()
    }


def _facets(question: Question) -> list[str]:
    return [
        "stars", "group", "province", *SWITCHES,
        *(["ward"] if question.ward or question.province else []),
        *(["producer"] if question.producer else []),
    ]  # fmt: skip


def _overlooked(facet: str) -> tuple[str, ...]:
    """A facet does not look at itself; a province not at the wards asked for; producers are listed as far as chosen."""
    return {"province": ("province", "ward"), "producer": ()}.get(facet, (facet,))
