"""What search remembers for a while, and the only place that makes its keys.

A key holds the day, the edition and what was asked: never a person, a basket or a session.
A change to any entry begins a new edition of the goods, which forgets everything before it; a change to an editor's
words or to the provinces begins a new edition of the words.
"""

import hashlib
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import TypeVar

from django.core.cache import cache
from django.db import transaction

SECONDS = 60


class Of(StrEnum):
    GOODS = "goods"
    WORDS = "words"


Answer = TypeVar("Answer")


def recall(
    name: str, asked: object, work: Callable[[], Answer], *, day: date | None = None, of: Of = Of.GOODS
) -> Answer:
    """The answer of `work()`, which is never None, worked out at most once a minute for what was asked."""
    digest = hashlib.sha256(repr(asked).encode()).hexdigest()[:24]
    key = f"search:{name}:{day or 'any'}:{cache.get(_edition(of), 0)}:{digest}"
    known = cache.get(key)
    if known is None:
        known = work()
        cache.set(key, known, SECONDS)
    return known


def forget(of: Of = Of.GOODS) -> None:
    """Begin a new edition."""
    try:
        cache.incr(_edition(of))
    except ValueError:
        cache.set(_edition(of), 1, None)


def forget_words_later(**kwargs) -> None:
    """Once what was saved is committed."""
    transaction.on_commit(lambda: forget(Of.WORDS))


def _edition(of: Of) -> str:
    return f"search:edition:{of}"
