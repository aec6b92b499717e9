"""What search remembers for a while, and the only place that makes its keys.

A key holds the day, the edition and what was asked: never a person, a basket or a session.
Any change to an entry or to an editor's words begins a new edition, which forgets everything before it.
"""

import hashlib
from collections.abc import Callable
from datetime import date
from typing import TypeVar

from django.core.cache import cache

SECONDS = 60
EDITION = "search:edition"
EDITION_SECONDS = 24 * 60 * 60

Answer = TypeVar("Answer")


def recall(name: str, asked: object, work: Callable[[], Answer], *, day: date | None = None) -> Answer:
    """The answer of `work()`, worked out at most once a minute for what was asked, on that day."""
    digest = hashlib.sha256(repr(asked).encode()).hexdigest()[:24]
    key = f"search:{name}:{day or 'any'}:{cache.get(EDITION, 0)}:{digest}"
    known = cache.get(key)
    if known is None:
        known = work()
        cache.set(key, known, SECONDS)
    return known


def forget() -> None:
    """Begin a new edition."""
    try:
        cache.incr(EDITION)
    except ValueError:
        cache.set(EDITION, 1, None)
