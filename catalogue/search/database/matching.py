"""Which entries answer the words typed, and how closely."""

from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Case, IntegerField, Q, Value, When

from catalogue.search import remembered
from catalogue.search.database.install import dialect
from catalogue.search.models import Entry
from catalogue.search.reading import asking
from catalogue.search.reading.asking import Expression, Group
from catalogue.search.reading.spelling import slips, slips_allowed
from catalogue.search.reading.words import padded

# How many entries are compared with a spelling letter by letter.
MOST_NEAR = 100


@dataclass(frozen=True)
class Matching:
    """Entries that answer: `strict`, or where nothing does, each of `loose` with how far it is from what was typed."""

    groups: list[Group]
    strict: Q
    loose: list[tuple[Q, int]] = field(default_factory=list)

    @property
    def all_of_it(self) -> Q:
        return reduce(or_, (condition for condition, __ in self.loose)) if self.loose else self.strict

    def closeness(self) -> Case | Value:
        """Smaller is closer. For entries joined with their words."""
        far = Case(*(When(one, then=Value(n)) for one, n in self.loose), default=0) if self.loose else Value(0)
        return far * 100 + _unlike(self.groups) * 10 + _position(self.groups) * 2 + _by_synonym(self.groups)


def match(text: str) -> Matching | None:
    """None where nothing is asked for. Loosened only where nothing on show holds the words."""
    groups = asking.read(text)
    if not groups:
        return None if not text else Matching([], Q(pk__in=[]))
    strict = Q(pk__in=dialect().holding(asking.strictly(groups)))
    if _holds("held", groups, strict):
        return Matching(groups, strict)
    return Matching(groups, strict, _loosened(groups))


def _loosened(groups: list[Group]) -> list[tuple[Q, int]]:
    """Words begun, related or mistyped; else all words but one; else the first thing asked for."""

    def holding(*expressions: Expression) -> Q:
        return reduce(or_, (Q(pk__in=dialect().holding(expression)) for expression in expressions))

    near: dict[int, list[int]] = remembered.recall("near", groups, lambda: _near(groups))
    steps = [
        [
            (holding(asking.beginning(groups), asking.related(groups)), 1),
            *((Q(pk__in=keys), 2 + count) for count, keys in sorted(near.items())),
        ],
        [(holding(expression), 2) for expression in asking.but_one(groups)],
        [(holding(asking.strictly(groups[:1])), 3)],
    ]
    return next((step for n, step in enumerate(steps) if step and _finds(step, n, groups)), steps[0])


def _finds(step: list[tuple[Q, int]], n: int, groups: list[Group]) -> bool:
    condition = reduce(or_, (one for one, __ in step))
    return _holds(f"held-{n}", groups, condition)


def _holds(name: str, groups: list[Group], condition: Q) -> bool:
    return bool(remembered.recall(name, groups, lambda: int(Entry.objects.shown().filter(condition).exists())))


def _near(groups: list[Group]) -> dict[int, list[int]]:
    """Slips → keys, of those with the fewest slips and one more."""
    typed = asking.whole(groups).replace(" ", "")
    found: dict[int, list[int]] = {}
    for key, joined in dialect().near(typed, MOST_NEAR):
        found.setdefault(slips(typed, joined), []).append(key)
    fewest = min(found, default=0)
    return {count: found[count] for count in found if count <= min(slips_allowed(typed), fewest + 1)}


def _unlike(groups: list[Group]):
    """How many of the words typed with accents stand there only without them."""
    unlike: Any = Value(0)
    for group in groups:
        if group.has_accents:
            alike = reduce(
                or_, (Q(words__typed__contains=padded(typed)) for typed in (group.typed, *group.others_typed))
            )
            unlike = unlike + Case(When(alike, then=0), default=1, output_field=IntegerField())
    return unlike


def _position(groups: list[Group]) -> Case:
    whole, first = asking.whole(groups), groups[0]
    in_title = [_any(group, "words__title__contains") for group in groups]
    every_word_in_title = reduce(lambda one, other: one & other, in_title)
    return Case(
        When(Q(words__title__startswith=whole) | Q(words__codes__contains=whole), then=0),
        When(_any(first, "words__title__startswith") & every_word_in_title, then=1),
        When(every_word_in_title, then=2),
        When(Q(words__maker__contains=whole) | Q(words__place__contains=whole), then=3),
        default=4,
        output_field=IntegerField(),
    )


def _by_synonym(groups: list[Group]):
    """1 where some word stands there only by another that means the same."""
    own = [_somewhere(padded(group.words)) for group in groups if group.others]
    if not own:
        return Value(0)
    return Case(When(reduce(lambda one, other: one & other, own), then=0), default=1, output_field=IntegerField())


def _somewhere(words: str) -> Q:
    return reduce(or_, (Q(**{f"words__{column}__contains": words}) for column in ("title", "maker", "place", "about")))


def _any(group: Group, lookup: str) -> Q:
    return reduce(or_, (Q(**{lookup: padded(words)}) for words in group.all_words))
