"""What the shop asks of a search engine. Two answer: the database, and Elasticsearch (ruling 8)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Protocol

from django.dispatch import Signal

from catalogue.search.models import Entry
from catalogue.search.question import Question


@dataclass(frozen=True)
class Found:
    """One page of an answer.

    `product_ids`: in the order asked for. `count`: of all pages.
    `facets`: for each facet, how many products each value would show, the other facets staying as asked. Besides
    "stars", "group" and "province": "in_stock" and "chilled" with the one value "1"; "ward" only where a province or
    a ward is asked for, and "producer" only where one is. A province's count does not look at the wards asked for.
    `is_near`: no product holds the words; these come near them.
    """

    product_ids: tuple[int, ...]
    count: int
    facets: dict[str, dict[str, int]] = field(default_factory=dict)
    is_near: bool = False


class Kind(StrEnum):
    PRODUCT = "product"
    PRODUCER = "producer"
    PLACE = "place"
    WORD = "word"


@dataclass(frozen=True)
class Suggestion:
    """`key` finds it again: a product's or producer's primary key, a province's or ward's code, the word itself."""

    kind: Kind
    key: str
    label: str


class Engine(Protocol):
    """Both engines keep the contract of tests/catalogue/search/contract.py."""

    name: str

    def find(self, question: Question, *, day: date, page: int, per_page: int) -> Found:
        """Raise EngineAway where no answer can be had in time."""

    def suggest(self, typed: str, *, day: date, most: int) -> list[Suggestion]:
        """At most `most` of each kind, best first. Raise EngineAway as `find` does."""

    def names_near(self, typed: str) -> list[str]:
        """Names of goods on show and of their makers that share the most groups of three letters with what was typed.

        Raise EngineAway as `find` does.
        """

    def put(self, entries: Iterable[Entry]) -> None:
        """Make these entries findable as they are now. Putting one twice is putting it once."""

    def drop(self, product_ids: Iterable[int]) -> None:
        """Forget these products, known or not."""


class EngineAway(Exception):
    """The engine gave no answer in time; another one may."""


# Sent by an engine's client: it was away and answers again.
came_back = Signal()
