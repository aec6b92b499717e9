"""A bar chart as our own SVG: what `components/bars.html` wants."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, ROW, BAR = 480, 40, 14


@dataclass(frozen=True)
class Bar:
    label: str
    amount: int
    y: int
    width: float


@dataclass(frozen=True)
class Bars:
    width: int
    height: int
    bar: int
    bars: list[Bar]


def of(amounts: Sequence[tuple[str, int]]) -> Bars | None:
    """None where there is nothing to compare."""
    most = max((amount for _label, amount in amounts), default=0)
    if most <= 0:
        return None
    return Bars(
        width=WIDTH,
        height=ROW * len(amounts),
        bar=BAR,
        bars=[
            Bar(label, amount, ROW * place, round(max(amount, 0) * WIDTH / most, 1))
            for place, (label, amount) in enumerate(amounts)
        ],
    )
