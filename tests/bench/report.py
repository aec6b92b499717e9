"""What was measured, in words and tables (Markdown)."""

import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version

from tests.bench.addresses import PAGES
from tests.bench.timing import Timed

AIM_COLD, AIM_WARM = 4, 10
AIM_GROWTH = 1.3


@dataclass(frozen=True)
class Pair:
    database: str
    ours: Timed
    theirs: Timed

    @property
    def what(self) -> str:
        return f"{self.database}, {self.ours.ground.size:,} goods, {'warm' if self.ours.is_warm else 'no cache'}"

    @property
    def aim(self) -> int:
        return AIM_WARM if self.ours.is_warm else AIM_COLD

    def times_faster(self, page: str) -> float:
        return self.theirs.median(page) / self.ours.median(page)

    def rows(self) -> list[list[str]]:
        return [
            [
                self.database,
                f"{self.ours.ground.size:,}",
                "warm" if self.ours.is_warm else "none",
                page,
                _spread(self.ours, page),
                _spread(self.theirs, page),
                f"{self.times_faster(page):.1f}×",
            ]
            for page in PAGES
        ]

    def missed(self) -> list[str]:
        return [
            f"{self.what}, {page}: {self.times_faster(page):.1f}× of {self.aim}×"
            for page in PAGES
            if self.times_faster(page) < self.aim
        ]


@dataclass(frozen=True)
class Growth:
    database: str
    small: Timed
    large: Timed

    def times_slower(self, page: str) -> float:
        return self.large.p95(page) / self.small.p95(page)

    def rows(self) -> list[list[str]]:
        return [
            [
                self.database,
                page,
                _spread(self.small, page),
                _spread(self.large, page),
                f"{self.times_slower(page):.2f}×",
            ]
            for page in PAGES
        ]

    def _grows(self, page: str) -> str:
        return f"{self.times_slower(page):.2f}×"

    def missed(self) -> list[str]:
        return [
            f"{self.database}, {page}: p95 grows {self._grows(page)}, aim {AIM_GROWTH}×"
            for page in PAGES
            if self.times_slower(page) > AIM_GROWTH
        ]


def written(pairs: Sequence[Pair], growths: Sequence[Growth]) -> str:
    small, large = (f"{timed.ground.size:,}" for timed in (growths[0].small, growths[0].large))
    missed = [line for each in (*pairs, *growths) for line in each.missed()]
    return "\n".join([
        "# How fast the pages are",
        "",
        f"Measured by `make bench` on {datetime.now(UTC):%Y-%m-%d}: {os.cpu_count()} cores ({platform.machine()}),",
        "client and database on them too; other work beside: ratios of one run stand, figures move with the machine.",
        "Both shops hold the same goods (titles, prices, categories, stock) in a database of the same kind; both are",
        "asked in turn, A B and B A, over HTTP, by a visitor without cookies; one web process, one request at a time.",
        f"Stock Oscar is django-oscar {version('django-oscar')} from PyPI as its own guide sets it up; its lists are",
        "searches, and Whoosh answers them as in its own sandbox. Its lists show 20 goods, ours 24 with facets.",
        "",
        "Milliseconds to the last byte: median (least–95th percentile). *No cache*: other addresses in turn, nothing",
        f"remembered on either side; aim {AIM_COLD}×. *Warm*: the same two addresses again and again; aim {AIM_WARM}×.",
        "",
        "![Medians without a cache](bench.svg)",
        "",
        *_table(
            ["database", "goods", "cache", "page", "ours", "stock Oscar", "faster"],
            [row for pair in pairs for row in pair.rows()],
        ),
        "",
        "## How ours grow",
        "",
        f"No cache, both sizes asked in turn; the last column is the ratio of the 95th percentiles, aim {AIM_GROWTH}×.",
        "",
        *_table(
            ["database", "page", f"{small} goods", f"{large} goods", "p95 grows"],
            [row for growth in growths for row in growth.rows()],
        ),
        "",
        "## Aims missed",
        "",
        *([f"- {line}" for line in missed] or ["None."]),
        "",
    ])  # fmt: skip


def _spread(timed: Timed, page: str) -> str:
    return f"{timed.median(page):,.0f} ({timed.least(page):,.0f}–{timed.p95(page):,.0f})"


def _table(headings: list[str], rows: list[list[str]]) -> list[str]:
    return [f"| {' | '.join(row)} |" for row in (headings, ["---"] * len(headings), *rows)]
