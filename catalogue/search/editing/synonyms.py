"""Words of one meaning, as editors keep them."""

from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import gettext_lazy as _

from catalogue.data import rows
from catalogue.search import remembered
from catalogue.search.models import Synonym
from catalogue.search.reading.words import accented, tokens

Words = tuple[str, ...]

# Why the words that come with the market mean the same, as the table names it before a colon.
REASONS = {
    "north and south": _("north and south"),
    "English": _("in English"),
    "English and regions": _("English and regions"),
    "short for": _("short for"),
    "related": _("related in meaning"),
    "two names of one root": _("two names of one root"),
    "two names of one fruit": _("two names of one fruit"),
    "one sweet": _("one sweet"),
    "two spellings": _("two spellings"),
}


@dataclass(frozen=True)
class Meaning:
    """What else may be said: folded, and with accents in the same order. `related`: not the same thing."""

    words: tuple[Words, ...]
    typed: tuple[Words, ...]
    related: tuple[Words, ...]


def by_words() -> dict[Words, list[tuple[Words, bool, tuple[Words, ...]]]]:
    """Folded words → [(with their accents, is the same thing, the others with accents)]. Remembered."""
    return remembered.recall("synonyms", (), _table, of=remembered.Of.WORDS)


def meaning_of(words: Words, typed: Words, table: dict) -> Meaning | None:
    """Typed with accents, only the words with those accents; typed without, all of them: "me" is mè, not mẻ."""
    said = [row for row in table.get(words, ()) if typed in (words, row[0])]
    same = [other for __, is_equal, others in said if is_equal for other in others]
    if not said:
        return None
    return Meaning(
        words=tuple(dict.fromkeys(map(_folded, same))),
        typed=tuple(dict.fromkeys(same)),
        related=tuple(_folded(other) for __, is_equal, others in said if not is_equal for other in others),
    )


def reason(source: str) -> str:
    """The reason in the reader's language; what an editor wrote stays as it is."""
    why, colon, rest = source.partition(":")
    return f"{REASONS.get(why, why)}{colon}{rest}"


def load() -> int:
    """Write what is missing of `catalogue/data/synonyms.csv`; what editors changed stays. Safe to repeat."""
    known = set(Synonym.objects.values_list("source", flat=True))
    missing = [row for row in rows("synonyms.csv") if row["source"] not in known]
    Synonym.objects.bulk_create(
        [Synonym(words=row["words"], is_equal=row["is_equal"] == "1", source=row["source"]) for row in missing],
        ignore_conflicts=True,
    )
    remembered.forget(remembered.Of.WORDS)
    return len(missing)


def _table() -> dict:
    return _parsed(tuple(Synonym.objects.values_list("words", "is_equal")))


@lru_cache(maxsize=1)
def _parsed(said_together: tuple[tuple[str, bool], ...]) -> dict:
    """Taking hundreds of rows to pieces costs more than reading them, and they seldom change."""
    table: dict[Words, list] = {}
    for said, is_equal in said_together:
        phrases = [phrase for phrase in (tuple(accented(part)) for part in said.split(",")) if phrase]
        for phrase in phrases:
            others = tuple(other for other in phrases if other != phrase)
            table.setdefault(_folded(phrase), []).append((phrase, is_equal, others))
    return table


def _folded(words: Words) -> Words:
    return tuple(tokens(" ".join(words)))
