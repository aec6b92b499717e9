"""Which of the operator's shares holds: the most specific terms in force on the day.

Producer and kind of location before producer, before kind of location, before all; of two alike, the younger.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from shop.settlement.models import Terms


@dataclass(frozen=True)
class Rates:
    """All terms that some producers ever had, asked for once."""

    terms: tuple[Terms, ...]

    def permille(self, *, producer_id: int, kind: str, day: date) -> int:
        """Without any contract nothing is ours: 0."""
        fitting = [
            terms
            for terms in self.terms
            if terms.is_in_force(day) and terms.producer_id in (None, producer_id) and terms.location_kind in ("", kind)
        ]
        best = max(fitting, key=_weight, default=None)
        return best.permille if best else 0


def of(producers: Iterable[int]) -> Rates:
    return Rates(tuple(Terms.objects.filter(Q(producer=None) | Q(producer__in=set(producers)))))


def _weight(terms: Terms) -> tuple[bool, bool, date]:
    return terms.producer_id is not None, terms.location_kind != "", terms.valid_from
