"""What may be meant, while it is typed: goods, their makers and places, and words that find something."""

from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Case, Count, Exists, IntegerField, OuterRef, Q, When

from catalogue.places.models import Province, Ward
from catalogue.producers.models import Producer
from catalogue.search import ranking
from catalogue.search.database import asking
from catalogue.search.database.asking import Group
from catalogue.search.database.install import dialect
from catalogue.search.database.words import accented, padded
from catalogue.search.editing import synonyms
from catalogue.search.models import Entry
from catalogue.search.protocol import Kind, Suggestion

# How many names are looked at before those with the typed accents are put first.
MOST_NAMES = 40
FEWEST_LETTERS = 2


def suggest(typed: str, *, day: date, most: int) -> list[Suggestion]:
    """At most `most` of each kind, best first. The last word typed may be unfinished."""
    groups = asking.read(typed)
    if len(asking.whole(groups).strip()) < FEWEST_LETTERS:
        return []
    return [
        *(Suggestion(Kind.WORD, word, word) for word in known_words(groups)[:most]),
        *_products(groups, day)[:most],
        *by_accents(groups, _producers(groups))[:most],
        *by_accents(groups, places(groups))[:most],
    ]


def begun_by(groups: list[Group]) -> str:
    return asking.whole(groups).rstrip()


def _shown(groups: list[Group], column: str):
    return Entry.objects.shown().filter(pk__in=dialect().holding(asking.beginning(groups, column)))


def _products(groups: list[Group], day: date) -> list[Suggestion]:
    typed = " " + " ".join(word for group in groups for word in group.typed)
    closeness = Case(
        When(words__title__startswith=begun_by(groups), words__typed__contains=typed, then=0),
        When(words__typed__contains=typed, then=1),
        When(words__title__startswith=begun_by(groups), then=2),
        default=3,
        output_field=IntegerField(),
    )
    found = _shown(groups, "title").order_by(closeness, ranking.place_on(day), "sort_key", "pk")
    return [Suggestion(Kind.PRODUCT, str(pk), title) for pk, title in found.values_list("pk", "title")[:MOST_NAMES]]


def _producers(groups: list[Group]) -> list[Suggestion]:
    makers = Producer.objects.filter(pk__in=_shown(groups, "maker").values("producer")).order_by("name", "pk")
    return [Suggestion(Kind.PRODUCER, str(pk), name) for pk, name in makers.values_list("pk", "name")[:MOST_NAMES]]


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
    return found


def by_accents(groups: list[Group], found: list[Suggestion]) -> list[Suggestion]:
    """Those with the accents as typed first, where any were typed; else as they come."""
    typed = " " + " ".join(word for group in groups for word in group.typed)
    return sorted(found, key=lambda one: typed not in padded(accented(one.label)))


def known_words(groups: list[Group]) -> list[str]:
    """Known words that begin so and stand, or mean what stands, in the names of goods; the commonest first."""
    begun = begun_by(groups)
    table = synonyms.by_words()
    known = {said: words for words, rows in table.items() if padded(words).startswith(begun) for said, *__ in rows}
    counts, everything = {}, []
    for said, words in known.items():
        meaning = synonyms.meaning_of(words, said, table)
        same = (words, *(meaning.words if meaning else ()))
        in_a_name = reduce(or_, (Q(words__title__contains=padded(each)) for each in same))
        counts["word_" + "_".join(said)] = Count("pk", filter=in_a_name)
        everything += [("title", each, False) for each in same]
    if not counts:
        return []
    found = Entry.objects.shown().filter(pk__in=dialect().holding([everything])).aggregate(**counts)
    standing = [word for word, count in found.items() if count]
    return [
        word.removeprefix("word_").replace("_", " ") for word in sorted(standing, key=lambda word: (-found[word], word))
    ]
