"""The pages that shoppers open most, beside stock Oscar's on the same goods; and how ours grow with the goods.

Writes docs/bench.md and docs/bench.svg, and fails where an aim is missed.
"""

import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests.bench import chart, report
from tests.bench.grounds import Ground, Side, on_postgres, on_sqlite
from tests.bench.report import Growth, Pair
from tests.bench.timing import Pace, Timed, beside
from tests.services.postgres import running_postgres
from tests.services.processes import HOUSE
from tests.services.static import collect_static

FEW, MANY = 500, 50_000
SMALL, LARGE = 1_000, 100_000
COLD, WARM, GROWING = Pace(rounds=6, burst=3), Pace(rounds=6, burst=6), Pace(rounds=8, burst=5)
OURS = Side(
    "Chợ OCOP",
    "tests.bench.stocking",
    (FEW, SMALL, MANY, LARGE),
    cold={"DJANGO_SETTINGS_MODULE": "tests.bench.without_cache"},
    warm={},
)
THEIRS = Side(
    "stock Oscar",
    "tests.bench.stock_oscar",
    (FEW, MANY),
    cold={"WSGI": "tests.faults.stock_oscar.wsgi", "WITH_WHOOSH": "1", "CACHE_URL": "dummycache://"},
    warm={"WSGI": "tests.faults.stock_oscar.wsgi", "WITH_WHOOSH": "1"},
)


@contextmanager
def grounds(database: str, keep: Path | None) -> Iterator[tuple[dict[int, Ground], dict[int, Ground]]]:
    with ExitStack() as stack:
        if database == "SQLite":
            folder = keep or Path(stack.enter_context(tempfile.TemporaryDirectory()))
            yield on_sqlite(OURS, folder), on_sqlite(THEIRS, folder)
        else:
            server = os.environ.get("BENCH_POSTGRES_URL") or stack.enter_context(running_postgres(is_durable=True))
            yield on_postgres(OURS, server), on_postgres(THEIRS, server)


def measure(database: str, keep: Path | None) -> tuple[list[Pair], Growth]:
    with grounds(database, keep) as (ours, theirs), tempfile.TemporaryDirectory() as folder:
        there = {"VAR_DIR": str(collect_static(Path(folder)))}

        def timed(one: Ground, other: Ground, *, is_warm: bool, pace: Pace) -> tuple[Timed, Timed]:
            return beside(one, other, is_warm=is_warm, pace=pace, environment=there)

        pairs = [
            Pair(database, *timed(ours[size], theirs[size], is_warm=is_warm, pace=WARM if is_warm else COLD))
            for size in (FEW, MANY)
            for is_warm in (False, True)
        ]
        return pairs, Growth(database, *timed(ours[SMALL], ours[LARGE], is_warm=False, pace=GROWING))


def main(*, databases: Sequence[str], keep: Path | None = None) -> int:
    measured = [measure(database, keep) for database in databases]
    pairs = [pair for some, __ in measured for pair in some]
    growths = [growth for __, growth in measured]
    written = report.written(pairs, growths)
    sys.stdout.write(written)
    (HOUSE / "docs" / "bench.md").write_text(written)
    (HOUSE / "docs" / "bench.svg").write_text(chart.drawn(pairs, MANY))
    missed = [line for each in (*pairs, *growths) for line in each.missed()]
    sys.stdout.write("".join(f"\nMISSED {line}" for line in missed))
    return 1 if missed else 0
