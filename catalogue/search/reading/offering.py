"""What a question that is still being typed may lead to, as far as tables know that are the same for every engine."""

from typing import Any

from django.db.models import Exists, OuterRef, Q

from catalogue.places.models import Province, Ward
from catalogue.search.editing import synonyms
from catalogue.search.models import Entry
from catalogue.search.protocol import Kind, Suggestion
from catalogue.search.reading import asking
from catalogue.search.reading.asking import Group, Words
from catalogue.search.reading.words import accented, padded

# How many names are looked at before those with the typed accents are put first.
MOST_NAMES = 40
# How many known words are looked for in the goods.
MOST_WORDS = 12
FEWEST_LETTERS = 2


def is_too_short(groups: list[Group]) -> bool:
    return len(asking.whole(groups).strip()) < FEWEST_LETTERS


def begun_by(groups: list[Group]) -> str:
    return asking.whole(groups).rstrip()


def places(groups: list[Group]) -> list[Suggestion]:
    """Those with goods, provinces first. A name of before July 2025 suggests what the place is now."""
    begun = begun_by(groups)
    found: list[Suggestion] = []
    units_by_column: list[tuple[Any, str]] = [(Province, "province"), (Ward, "ward")]
    for model, column in units_by_column:
        named = Q(folded__startswith=begun.strip()) | Q(folded__contains=begun)
        before = model.objects.filter(named).exclude(valid_to=None).values("successors")
        has_goods = Exists(Entry.objects.shown().filter(**{column: OuterRef("pk")}))
        units = model.objects.filter(named | Q(pk__in=before), has_goods).order_by("folded", "code")
        units = units.select_related("province") if model is Ward else units
        found += [
            Suggestion(Kind.PLACE, unit.code, getattr(unit, "full_name", unit.name)) for unit in units[:MOST_NAMES]
        ]
    return by_accents(groups, found)


def by_accents(groups: list[Group], found: list[Suggestion]) -> list[Suggestion]:
    """Those with the accents as typed first, where any were typed; else as they come."""
    typed = " " + " ".join(word for group in groups for word in group.typed)
    return sorted(found, key=lambda one: typed not in padded(accented(one.label)))


def words_begun(groups: list[Group]) -> dict[str, tuple[Words, ...]]:
    """Known words that begin so, the shortest first, each with all that mean the same, folded.

    Whether they stand anywhere is not known.
    """
    begun = begun_by(groups)
    table = synonyms.by_words()
    said = {phrase: words for words, rows in table.items() if padded(words).startswith(begun) for phrase, *__ in rows}
    nearest = sorted(said, key=lambda phrase: (len(" ".join(phrase)), phrase))[:MOST_WORDS]
    return {" ".join(phrase): _same(said[phrase], phrase, table) for phrase in nearest}


def commonest(counts: dict[str, int]) -> list[Suggestion]:
    """Words that stand somewhere, the commonest first."""
    standing = [word for word, count in counts.items() if count]
    return [Suggestion(Kind.WORD, word, word) for word in sorted(standing, key=lambda word: (-counts[word], word))]


def _same(words: Words, phrase: Words, table: dict) -> tuple[Words, ...]:
    meaning = synonyms.meaning_of(words, phrase, table)
    return (words, *(meaning.words if meaning else ()))
