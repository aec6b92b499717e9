"""The pages that shoppers open most, beside stock Oscar's on the same goods; and how ours grow with the goods.

Fails where an aim is missed. In its usual sizes it writes docs/bench.md and docs/bench.svg.
"""

import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.bench import chart, report
from tests.bench.grounds import Ground, Side, on_postgres, on_sqlite
from tests.bench.report import Growth, Pair
from tests.bench.timing import Pace, Timed, beside
from tests.services.postgres import running_postgres
from tests.services.processes import HOUSE
from tests.services.static import collect_static

BESIDE, GROWTH = (500, 50_000), (1_000, 100_000)
COLD, WARM, GROWING = Pace(rounds=6, burst=3), Pace(rounds=6, burst=6), Pace(rounds=8, burst=5)
NO_CACHE = {"DJANGO_SETTINGS_MODULE": "tests.bench.without_cache"}
OSCAR = {"WSGI": "tests.faults.stock_oscar.wsgi", "WITH_WHOOSH": "1"}
OURS = Side("Chợ OCOP", "tests.bench.stocking", cold=NO_CACHE, warm={})
THEIRS = Side("stock Oscar", "tests.bench.stock_oscar", cold={**OSCAR, "CACHE_URL": "dummycache://"}, warm=OSCAR)


@dataclass(frozen=True)
class Plan:
    """On which databases, with how many goods beside stock Oscar, and from how many to how many ours grow.

    `keep`: a folder for the SQLite databases, to be used again.
    """

    databases: Sequence[str] = ("SQLite", "PostgreSQL")
    beside: tuple[int, ...] = BESIDE
    growth: tuple[int, ...] = GROWTH
    keep: Path | None = None

    @property
    def is_usual(self) -> bool:
        return (self.beside, self.growth) == (BESIDE, GROWTH)


@contextmanager
def grounds(plan: Plan, database: str) -> Iterator[tuple[dict[int, Ground], dict[int, Ground]]]:
    """Ours and stock Oscar's, by size."""
    with ExitStack() as stack:
        if database == "SQLite":
            folder = plan.keep or Path(stack.enter_context(tempfile.TemporaryDirectory()))
            folder.mkdir(parents=True, exist_ok=True)
            yield on_sqlite(OURS, {*plan.beside, *plan.growth}, folder), on_sqlite(THEIRS, plan.beside, folder)
        else:
            server = os.environ.get("BENCH_POSTGRES_URL") or stack.enter_context(running_postgres(is_durable=True))
            yield on_postgres(OURS, {*plan.beside, *plan.growth}, server), on_postgres(THEIRS, plan.beside, server)


def measure(plan: Plan, database: str) -> tuple[list[Pair], Growth]:
    with grounds(plan, database) as (ours, theirs), tempfile.TemporaryDirectory() as folder:
        there = {"VAR_DIR": str(collect_static(Path(folder)))}

        def timed(one: Ground, other: Ground, *, is_warm: bool, pace: Pace) -> tuple[Timed, Timed]:
            return beside(one, other, is_warm=is_warm, pace=pace, environment=there)

        pairs = [
            Pair(database, *timed(ours[size], theirs[size], is_warm=is_warm, pace=WARM if is_warm else COLD))
            for size in plan.beside
            for is_warm in (False, True)
        ]
        small, large = plan.growth
        return pairs, Growth(database, *timed(ours[small], ours[large], is_warm=False, pace=GROWING))


def main(plan: Plan) -> int:
    measured = [measure(plan, database) for database in plan.databases]
    pairs = [pair for some, __ in measured for pair in some]
    growths = [growth for __, growth in measured]
    written = report.written(pairs, growths)
    sys.stdout.write(written)
    if plan.is_usual:
        (HOUSE / "docs" / "bench.md").write_text(written)
        (HOUSE / "docs" / "bench.svg").write_text(chart.drawn(pairs, max(plan.beside)))
    missed = [line for each in (*pairs, *growths) for line in each.missed()]
    sys.stdout.write("".join(f"\nMISSED {line}" for line in missed))
    return 1 if missed else 0
