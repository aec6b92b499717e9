"""How closely goods answer a question, said once for every engine; `ranking.SENTENCES` tells it to visitors."""

from dataclasses import dataclass

from catalogue.search.reading import asking
from catalogue.search.reading.asking import Expression, Group
from catalogue.search.reading.words import START


@dataclass(frozen=True)
class Closeness:
    """In this order of weight, each smaller where an expression is held.

    `alike`: the accents as typed, where any were. `positions`: where the words stand, the closest first.
    `own`: the words themselves rather than others of their meaning, where there are others.
    """

    positions: tuple[Expression, ...]
    alike: Expression | None = None
    own: Expression | None = None


def read(groups: list[Group], *, is_unfinished: bool) -> Closeness:
    """`is_unfinished`: the last word may be the beginning of one."""
    whole, first = tuple(asking.whole(groups).split()), groups[0]
    held = asking.beginning if is_unfinished else asking.strictly
    in_thing = held(groups, "thing")
    begins = [("thing", (START, *words), False) for words in first.all_words]
    return Closeness(
        positions=(
            [[("title", (START, *whole), is_unfinished), ("codes", whole, False)]],
            [begins, *in_thing],
            in_thing,
            [[("maker", whole, is_unfinished), ("place", whole, is_unfinished)]],
            held(groups, "title"),
            [[alternative for group in in_thing for alternative in group]],
        ),
        alike=_alike(groups, is_unfinished),
        own=[[("", group.words, False)] for group in groups if group.others] or None,
    )


def _alike(groups: list[Group], is_unfinished: bool) -> Expression | None:
    return [
        [("typed", typed, is_unfinished and group is groups[-1]) for typed in (group.typed, *group.others_typed)]
        for group in groups
        if group.has_accents
    ] or None
