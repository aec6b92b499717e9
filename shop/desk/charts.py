"""Figures over days as bars, drawn by the server: nothing to load, nothing to wait for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

WIDTH, HEIGHT, GAP = 600, 120, 2


@dataclass(frozen=True)
class Bar:
    day: date
    figure: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Chart:
    """`most`: the highest figure, which reaches the top."""

    bars: list[Bar]
    most: int
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def total(self) -> int:
        return sum(bar.figure for bar in self.bars)


def by_day(figures: Mapping[date, int], *, first: date, last: date) -> Chart:
    """A bar for every day from `first` to `last`, both included; a day without a figure, or below 0, has none."""
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    most = max([0, *(figures.get(day, 0) for day in days)])
    step = WIDTH / len(days)
    bars = []
    for n, day in enumerate(days):
        figure = figures.get(day, 0)
        height = HEIGHT * max(0, figure) / most if most else 0
        bars.append(Bar(day, figure, n * step, HEIGHT - height, step - GAP, height))
    return Chart(bars, most)
