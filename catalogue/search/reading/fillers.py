"""Words that do not say what is looked for: "mua nước mắm", "đặc sản Hội An". A search of nothing else keeps them."""

from functools import cache
from typing import Protocol, TypeVar

from catalogue.data import rows
from catalogue.search.reading.words import accented, tokens

Words = tuple[str, ...]


class Said(Protocol):
    @property
    def words(self) -> Words: ...

    @property
    def typed(self) -> Words: ...


Something = TypeVar("Something", bound=Said)


def without(said: list[Something]) -> list[Something]:
    left: list[Something] = []
    at = 0
    while at < len(said):
        if length := _fillers_at(said, at):
            at += length
        else:
            left.append(said[at])
            at += 1
    return left or said


def _fillers_at(said: list, at: int) -> int:
    """How many of the words from here on are a filler."""
    for length in range(_longest(), 0, -1):
        some = said[at : at + length]
        typed = tuple(word for each in some for word in each.typed)
        words = tuple(word for each in some for word in each.words)
        # Without accents one word may be another: "cua" is a crab, not "của".
        if typed in _fillers() or (len(words) > 1 and words == typed and words in _folded()):
            return len(some)
    return 0


@cache
def _fillers() -> frozenset[Words]:
    return frozenset(tuple(accented(row["words"])) for row in rows("fillers.csv"))


@cache
def _folded() -> frozenset[Words]:
    return frozenset(tuple(tokens(" ".join(words))) for words in _fillers())


@cache
def _longest() -> int:
    return max(map(len, _fillers()))
