"""Elasticsearch as a search engine; see `catalogue.search.protocol.Engine`."""

from collections.abc import Iterable
from datetime import date

from catalogue.search.elastic import finding, matching, sending, suggesting
from catalogue.search.elastic.client import ask, hurried
from catalogue.search.models import Entry
from catalogue.search.protocol import Found, Suggestion
from catalogue.search.question import Question
from catalogue.search.reading import asking, offering


class ElasticEngine:
    name = "elasticsearch"

    def find(self, question: Question, *, day: date, page: int, per_page: int) -> Found:
        groups = asking.read(question.q)
        return ask(lambda: finding.find(hurried(), question, groups, day=day, page=page, per_page=per_page))

    def suggest(self, typed: str, *, day: date, most: int) -> list[Suggestion]:
        groups = asking.read(typed)
        if offering.is_too_short(groups):
            return []
        words, goods, makers = ask(lambda: suggesting.suggest(hurried(), groups, day=day, most=most))
        return [
            *words[:most],
            *goods,
            *offering.by_accents(groups, makers)[:most],
            *offering.places(groups)[:most],
        ]

    def names_near(self, typed: str) -> list[str]:
        groups = asking.read(typed)
        return ask(lambda: matching.names_near(hurried(), groups))

    def put(self, entries: Iterable[Entry]) -> None:
        sending.put(entries)

    def drop(self, product_ids: Iterable[int]) -> None:
        sending.drop(product_ids)
