"""Which entries answer the words typed, and how closely."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import reduce
from operator import or_

from django.db.models import Case, IntegerField, Q, Value, When

from catalogue.search import remembered
from catalogue.search.database.install import dialect
from catalogue.search.models import Entry
from catalogue.search.reading import asking, closeness
from catalogue.search.reading.asking import Expression, Group
from catalogue.search.reading.spelling import slips, slips_allowed

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

    def closeness(self):
        """Smaller is closer."""
        far = Case(*(When(one, then=Value(n)) for one, n in self.loose), default=0) if self.loose else Value(0)
        how = closeness.read(self.groups, is_unfinished=bool(self.loose))
        return far * 100 + _unless(how.alike) * 20 + _first_held(how.positions) * 2 + _unless(how.own)

    def levels(self) -> Iterator[Q]:
        """Of what answers strictly, those at least so close, the closest first; the last is everything."""
        how, strict = closeness.read(self.groups, is_unfinished=False), asking.strictly(self.groups)
        in_a_row, *looser = how.positions
        for alike in _or_not(how.alike):
            # Whoever holds all the words in a row holds each of them, as it was typed.
            yield _holding([*alike, *in_a_row])
            for position in (*looser, []):
                for own in _or_not(how.own):
                    yield _holding([*strict, *alike, *position, *own])


def match(text: str) -> Matching | None:
    """What holds the words; None where nothing is asked for."""
    groups = asking.read(text)
    if not groups:
        return None if not text else Matching([], Q(pk__in=[]))
    return Matching(groups, _holding(asking.strictly(groups)))


def loosened(matching: Matching) -> Matching:
    """The same where anything on show holds the words, else what comes near them."""
    if not matching.groups or _holds("held", matching.groups, matching.strict):
        return matching
    return replace(matching, loose=_loosened(matching.groups))


def names_near(groups: list[Group]) -> list[str]:
    keys = [key for key, __ in dialect().near(asking.whole(groups).replace(" ", ""), MOST_NEAR)]
    shown = Entry.objects.shown().filter(pk__in=keys).values_list("title", "maker")
    return [name for names in shown for name in names]


def _loosened(groups: list[Group]) -> list[tuple[Q, int]]:
    """Words begun, related or mistyped; else all words but one; else the first thing asked for."""

    def holding(*expressions: Expression) -> Q:
        return reduce(or_, map(_holding, expressions))

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


def _holding(expression: Expression) -> Q:
    return Q(pk__in=dialect().holding(expression))


def _first_held(expressions: Iterable[Expression]) -> Case:
    """The number of the first that is held."""
    held = [When(_holding(expression), then=n) for n, expression in enumerate(expressions)]
    return Case(*held, default=len(held), output_field=IntegerField())


def _unless(expression: Expression | None) -> Case | Value:
    """0 where it is held or nothing is asked for, else 1."""
    return _first_held([expression]) if expression else Value(0)


def _or_not(expression: Expression | None) -> list[Expression]:
    return [expression, []] if expression else [[]]
