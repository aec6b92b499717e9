"""Amounts as bars: what `components/bars.html` wants."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Bar:
    """`percent` of the longest."""

    label: str
    amount: int
    percent: float


def of(amounts: Sequence[tuple[str, int]]) -> list[Bar]:
    """Empty where there is nothing to compare."""
    most = max((amount for _label, amount in amounts), default=0)
    if most <= 0:
        return []
    return [Bar(label, amount, round(max(amount, 0) * 100 / most, 1)) for label, amount in amounts]
