"""A question's words as the database looks for them: each with the words that mean the same."""

from dataclasses import dataclass

from catalogue.search.editing import synonyms
from catalogue.search.question import MOST_LETTERS
from catalogue.search.reading import fillers
from catalogue.search.reading.words import accented, padded, tokens

MOST_WORDS = 12
# One of the words may be missing where there are at least three.
WORDS_TO_SPARE = 3

Words = tuple[str, ...]
Alternative = tuple[str, Words, bool]
Expression = list[list[Alternative]]


@dataclass(frozen=True)
class Group:
    """One thing asked for: the words typed, and other words for it. Accents are kept beside the folded words."""

    words: Words
    typed: Words
    others: tuple[Words, ...] = ()
    others_typed: tuple[Words, ...] = ()
    related: tuple[Words, ...] = ()

    @property
    def all_words(self) -> tuple[Words, ...]:
        return (self.words, *self.others)

    @property
    def has_accents(self) -> bool:
        return self.words != self.typed


def read(text: str) -> list[Group]:
    """
    >>> [group.words for group in read("sâm 48-20794-001")]
    [('sam',), ('48', '20794', '001')]
    """
    groups: list[Group] = []
    for chunk in text[:MOST_LETTERS].split():
        typed = [word for word in accented(chunk) if tokens(word)]
        words = [word for each in typed for word in tokens(each)]
        if any(letter.isdigit() for letter in chunk) and len(words) > 1:
            groups.append(Group(tuple(words), tuple(words)))
        else:
            same = len(words) == len(typed)
            groups += [Group((word,), (typed[at] if same else word,)) for at, word in enumerate(words)]
    return _with_synonyms(fillers.without(groups[:MOST_WORDS]))


def whole(groups: list[Group]) -> str:
    """All the words typed, folded, as the columns have them."""
    return padded(word for group in groups for word in group.words)


def strictly(groups: list[Group], column: str = "") -> Expression:
    """Every word, or one that means the same, in any order, in any column or in this one."""
    return [[(column, words, False) for words in group.all_words] for group in groups]


def beginning(groups: list[Group], column: str = "") -> Expression:
    """The same, where the last word may be unfinished."""
    *before, last = groups
    unfinished = [(column, words, at == 0) for at, words in enumerate(last.all_words)]
    return [*strictly(before, column), unfinished]


def related(groups: list[Group]) -> Expression:
    """Related words will do."""
    return [[("", words, False) for words in (*group.all_words, *group.related)] for group in groups]


def but_one(groups: list[Group]) -> list[Expression]:
    """Each way of leaving one word out, where there are enough of them."""
    if len(groups) < WORDS_TO_SPARE:
        return []
    return [strictly(groups[:at] + groups[at + 1 :]) for at in range(len(groups))]


def _with_synonyms(groups: list[Group]) -> list[Group]:
    """The longest words first: "đậu phộng rang" holds "đậu phộng"."""
    meanings = synonyms.by_words()
    longest = max(map(len, meanings), default=0)
    found: list[Group] = []
    at = 0
    while at < len(groups):
        for length in range(min(longest, len(groups) - at), 0, -1):
            typed = tuple(word for group in groups[at : at + length] for word in group.typed)
            words = tuple(word for group in groups[at : at + length] for word in group.words)
            if said := synonyms.meaning_of(words, typed, meanings):
                found.append(Group(words, typed, said.words, said.typed, said.related))
                at += length
                break
        else:
            found.append(groups[at])
            at += 1
    return found
