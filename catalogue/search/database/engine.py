"""The database as a search engine; see `catalogue.search.protocol.Engine`."""

from collections.abc import Iterable
from datetime import date

from catalogue.search.database import finding, matching, suggesting
from catalogue.search.database.keeping import COLUMNS, words_of
from catalogue.search.models import Entry, Words
from catalogue.search.protocol import Found, Suggestion
from catalogue.search.question import Question
from catalogue.search.reading import asking


class DatabaseEngine:
    name = "database"

    def find(self, question: Question, *, day: date, page: int, per_page: int) -> Found:
        return finding.find(question, day=day, page=page, per_page=per_page)

    def suggest(self, typed: str, *, day: date, most: int) -> list[Suggestion]:
        return suggesting.suggest(typed, day=day, most=most)

    def names_near(self, typed: str) -> list[str]:
        return matching.names_near(asking.read(typed))

    def put(self, entries: Iterable[Entry]) -> None:
        Words.objects.bulk_create(
            [words_of(entry) for entry in entries],
            update_conflicts=True,
            unique_fields=["entry"],
            update_fields=list(COLUMNS),
        )

    def drop(self, product_ids: Iterable[int]) -> None:
        Words.objects.filter(pk__in=list(product_ids)).delete()
