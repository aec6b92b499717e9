"""How far one spelling is from another, and how words were perhaps meant."""

from collections import Counter
from collections.abc import Iterable, Iterator

from catalogue.search.reading import asking
from catalogue.search.reading.asking import Group, Words
from catalogue.search.reading.words import accented, tokens


def slips(typed: str, text: str) -> int:
    """The fewest letters to change, add or drop for `typed` to stand somewhere in `text` (Sellers, 1980).

    >>> slips("nuocmamcuake", "nuocmamcuakhe hoptacxa"), slips("tra", "che")
    (1, 3)
    """
    return min(_costs(typed, text, [0] * (len(text) + 1)))


def distance(one: str, other: str) -> int:
    """The fewest letters to change, add or drop to make one of the other (Levenshtein, 1965).

    >>> distance("cuake", "cuakhe"), distance("cua", "cuakhe")
    (1, 3)
    """
    return _costs(one, other, list(range(len(other) + 1)))[-1]


def slips_allowed(typed: str) -> int:
    """One in five letters, at least one; words of three letters or fewer must be right."""
    return 0 if len(typed) <= 3 else max(1, len(typed) // 5)


def corrected(groups: list[Group], names: Iterable[str]) -> str:
    """The words in a row in one of these names that come nearest to those typed, with their accents.

    "" where none come near, or where a name holds just what was typed. Equally near: those in the most names.
    """
    typed = tuple(asking.whole(groups).split())
    joined = "".join(typed)
    most = slips_allowed(joined)
    found: Counter[tuple[int, Words]] = Counter()
    for name in names:
        for words in _rows_of_words(accented(name), len(joined) - most, len(joined) + most):
            folded = tuple(tokens(" ".join(words)))
            if folded == typed:
                return ""
            if (far := distance(joined, "".join(folded))) <= most:
                found[far, words] += 1
    return " ".join(min(found, key=lambda one: (one[0], -found[one], one[1]))[1]) if found else ""


def _rows_of_words(words: list[str], fewest: int, most: int) -> Iterator[Words]:
    """Each row of so many letters."""
    for start in range(len(words)):
        for end in range(start + 1, len(words) + 1):
            if fewest <= len("".join(words[start:end])) <= most:
                yield tuple(words[start:end])


def _costs(wanted: str, text: str, row: list[int]) -> list[int]:
    for letter_wanted in wanted:
        diagonal, row[0] = row[0], row[0] + 1
        for at, letter in enumerate(text, start=1):
            diagonal, row[at] = row[at], min(diagonal + (letter != letter_wanted), row[at] + 1, row[at - 1] + 1)
    return row
