"""Elasticsearch as a search engine; see `catalogue.search.protocol.Engine`."""

from collections.abc import Iterable
from datetime import date

from catalogue.search.database import asking
from catalogue.search.database.suggesting import FEWEST_LETTERS, by_accents, known_words, places
from catalogue.search.elastic import finding, sending, suggesting
from catalogue.search.elastic.client import ask, hurried
from catalogue.search.models import Entry
from catalogue.search.protocol import Found, Kind, Suggestion
from catalogue.search.question import Question


class ElasticEngine:
    name = "elasticsearch"

    def find(self, question: Question, *, day: date, page: int, per_page: int) -> Found:
        groups = asking.read(question.q)
        return ask(lambda: finding.find(hurried(), question, groups, day=day, page=page, per_page=per_page))

    def suggest(self, typed: str, *, day: date, most: int) -> list[Suggestion]:
        groups = asking.read(typed)
        if len(asking.whole(groups).strip()) < FEWEST_LETTERS:
            return []
        goods, makers = ask(lambda: suggesting.goods_and_makers(hurried(), groups, day=day, most=most))
        return [
            *(Suggestion(Kind.WORD, word, word) for word in known_words(groups)[:most]),
            *goods,
            *by_accents(groups, makers)[:most],
            *by_accents(groups, places(groups))[:most],
        ]

    def put(self, entries: Iterable[Entry]) -> None:
        sending.put(entries)

    def drop(self, product_ids: Iterable[int]) -> None:
        sending.drop(product_ids)
