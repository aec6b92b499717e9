"""Which engine answers: the one that the operator chose, and the database wherever that one is away (ruling 8)."""

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TypeVar

from django.conf import settings

from catalogue.search.database.engine import DatabaseEngine
from catalogue.search.editing import pins
from catalogue.search.protocol import Engine, EngineAway, Found, Suggestion
from catalogue.search.question import Question
from catalogue.search.reading import asking
from catalogue.search.reading.spelling import corrected

log = logging.getLogger(__name__)

# Of so few answers one asks oneself whether something else was meant.
LITTLE = 5

Answer = TypeVar("Answer")


def engines() -> list[Engine]:
    """In the order in which they are asked; the last is never away."""
    if not settings.ELASTICSEARCH_URL:
        return [DatabaseEngine()]
    # Its client takes most of a second to import, which a shop without it does not pay.
    from catalogue.search.elastic.engine import ElasticEngine

    return [ElasticEngine(), DatabaseEngine()]


def find(question: Question, *, day: date, page: int = 1, per_page: int = 24) -> Found:
    """The engine's answer; where it is a search and nothing else is chosen, an editor's pins come first."""
    found = _first(lambda engine: engine.find(question, day=day, page=page, per_page=per_page))
    return pins.put_first(found, question) if page == 1 else found


def correct(question: Question, found: Found, *, day: date) -> Question | None:
    """The question as it was perhaps meant, where little was found, and only where that finds more."""
    if not question.q or (found.count >= LITTLE and not found.is_near):
        return None
    names = _first(lambda engine: engine.names_near(question.q))
    words = corrected(asking.read(question.q), names)
    meant = replace(question, q=words)
    known = 0 if found.is_near else found.count
    return meant if words and find(meant, day=day).count > known else None


def suggest(typed: str, *, day: date, most: int = 4) -> list[Suggestion]:
    return _first(lambda engine: engine.suggest(typed, day=day, most=most))


def _first(ask: Callable[[Engine], Answer]) -> Answer:
    *others, database = engines()
    for engine in others:
        try:
            return ask(engine)
        except EngineAway as fault:
            log.warning("Search falls back to the database: %s is away (%s)", engine.name, fault)
    return ask(database)
