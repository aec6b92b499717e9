"""One page of an answer with its facets: one request, and three where nothing holds the words typed."""

from datetime import date
from typing import Any

from elasticsearch import Elasticsearch
from elasticsearch.dsl import Q, Query, Search

from catalogue.search.elastic import counting, matching
from catalogue.search.elastic.index import DEEPEST, serving
from catalogue.search.elastic.querying import SOLD, all_of, closeness, sold, standing, worth
from catalogue.search.protocol import Found
from catalogue.search.question import Question
from catalogue.search.reading.asking import Group


def find(
    client: Elasticsearch, question: Question, groups: list[Group], *, day: date, page: int, per_page: int
) -> Found:
    """`groups`: the words of the question, as `asking` reads them."""
    search = Search(using=client, index=serving()).source(False).extra(track_total_hits=True)
    search = search.sort(*_order(question)).post_filter(all_of(counting.conditions(question, day).values()))
    start = (page - 1) * per_page
    search = search[start : start + per_page] if start + per_page <= DEEPEST else search[:0]
    counting.count(search, question, day)
    matches = matching.strict(groups) if groups else Q("match_none" if question.q else "match_all")
    answer = search.query(_scored(matches, _points(question, groups, day))).execute()
    is_near = bool(groups) and not counting.are_any_held(answer)
    if is_near:
        matches, nearer = matching.loosened(client, groups)
        points = _points(question, groups, day, is_unfinished=True)
        answer = search.query(_scored(matches, points if question.sort else [nearer, *points])).execute()
    return Found(
        product_ids=tuple(int(hit.meta.id) for hit in answer),
        count=answer.to_dict()["hits"]["total"]["value"],
        facets=counting.facets(answer),
        is_near=is_near,
    )


def _scored(matches: Query, points: list[Query]) -> Query:
    return Q("bool", filter=[matching.shown(), matches], should=points)


def _points(question: Question, groups: list[Group], day: date, *, is_unfinished: bool = False) -> list[Query]:
    if question.sort == "new":
        return []
    if question.sort:
        return [worth(SOLD, sold(day))]
    return [*(closeness(groups, is_unfinished=is_unfinished) if groups else []), *standing(day)]


def _order(question: Question) -> list[dict[str, Any]]:
    if question.sort == "new":
        return [{"made_at": "desc"}, {"product": "desc"}]
    price = {"price": {"order": "desc" if question.sort == "-price" else "asc", "missing": "_last"}}
    return [{"_score": "desc"}, *([price] if question.sort else []), {"sort_key": "asc"}, {"product": "asc"}]
