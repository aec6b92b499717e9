"""Events that counters push, a second: by one process and by two, told again, and with ever more counters.

Aims: 500 on PostgreSQL and 150 on SQLite by one process; what is known already at three times that.
"""

import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from tests.bench.checkouts import table
from tests.services.postgres import fresh_database, running_postgres
from tests.services.processes import HOUSE

AIMS = {"PostgreSQL": 500, "SQLite": 150}
AGAIN = 3
# Counters that tell a day each, and of how many events; of ever more counters the last ten are timed. Those before them
# only fill the books: an opening, two sales, a closing.
EACH, A_DAY, A_SHORT_DAY, FILLING = 5, 200, 20, 4
GROWTH = (10, 100, 1_000)
HEADINGS = [
    "database", "one process", "a second of processor", "two processes", "told again", "ten more of 10, 100, 1,000"
]  # fmt: skip


@dataclass(frozen=True)
class Pushed:
    """`processor`: seconds of ours; the database's own are not in it."""

    events: int
    seconds: float
    processor: float

    @property
    def a_second(self) -> float:
        return self.events / self.seconds


@dataclass(frozen=True)
class Result:
    database: str
    alone: Pushed
    by_two: float
    again: Pushed
    growth: Sequence[float]
    faults: Sequence[str]

    def row(self) -> list[str]:
        return [
            self.database,
            f"{self.alone.a_second:.0f}",
            f"{self.alone.events / self.alone.processor:.0f}",
            f"{self.by_two:.0f}",
            f"{self.again.a_second:.0f} ({self.again.a_second / self.alone.a_second:.1f}×)",
            ", ".join(f"{rate:.0f}" for rate in self.growth),
        ]

    def missed(self) -> Iterator[str]:
        if self.alone.a_second < AIMS[self.database]:
            yield f"{self.database}: {self.alone.a_second:.0f} a second, aim {AIMS[self.database]}"
        if self.again.a_second < AGAIN * self.alone.a_second:
            yield f"{self.database}: told again {self.again.a_second / self.alone.a_second:.1f}×, aim {AGAIN}×"


@contextmanager
def databases(wanted: Sequence[str]) -> Iterator[dict[str, str]]:
    """The URL of an empty database by its name."""
    with ExitStack() as stack:
        urls = {}
        if "SQLite" in wanted:
            urls["SQLite"] = f"sqlite:///{stack.enter_context(tempfile.TemporaryDirectory())}/counters.sqlite3"
        if "PostgreSQL" in wanted:
            server = os.environ.get("BENCH_POSTGRES_URL") or stack.enter_context(running_postgres(is_durable=True))
            urls["PostgreSQL"] = stack.enter_context(fresh_database(server, "bench_counters"))
        yield urls


def child(url: str, module: str, *words: object) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-m", module, *map(str, words)],
        cwd=HOUSE,
        env=os.environ | {"DATABASE_URL": url, "LOG_LEVEL": "CRITICAL"},
        stdout=subprocess.PIPE,
        text=True,
    )


def told(process: subprocess.Popen) -> dict:
    said, _ = process.communicate()
    if process.returncode:
        raise RuntimeError(f"{process.args} ended with {process.returncode}")
    return json.loads(said.splitlines()[-1])


def measure(database: str, url: str) -> Result:
    def run(*words: object) -> subprocess.Popen:
        sys.stderr.write(f"{database}: {' '.join(map(str, words))}\n")
        return child(url, "tests.bench.counting", *words)

    growth, before = [], 0
    for size in GROWTH:
        told(run("devices", size))
        if before:
            told(run("push", before, size - 10, FILLING))
        growth.append(Pushed(**told(run("push", size - 10, size, A_SHORT_DAY))).a_second)
        before = size
    last = GROWTH[-1]
    told(run("devices", last + 4 * EACH))
    alone = Pushed(**told(run("push", last, last + EACH, A_DAY)))
    two = [run("push", last + n * EACH, last + (n + 1) * EACH, A_DAY) for n in (1, 2)]
    by_two = [Pushed(**told(each)) for each in two]
    again = Pushed(**told(run("again", last + 3 * EACH, last + 4 * EACH, A_DAY)))
    return Result(
        database=database,
        alone=alone,
        by_two=sum(each.events for each in by_two) / max(each.seconds for each in by_two),
        again=again,
        growth=growth,
        faults=told(run("audit"))["faults"],
    )


def main(wanted: Sequence[str]) -> int:
    with databases(wanted) as urls:
        results = [measure(database, url) for database, url in urls.items()]
    say = sys.stdout.write
    say(f"Events a second, {A_DAY} to a request, {A_SHORT_DAY} in the last column; all of the web's code, ")
    say(f"without a socket: {os.cpu_count()} cores ({platform.machine()}), the database on them too.\n\n")
    say(table([HEADINGS, *(result.row() for result in results)]) + "\n")
    say("".join(f"\nAim missed: {line}" for result in results for line in result.missed()) + "\n")
    faults = [fault for result in results for fault in result.faults]
    say("".join(f"\nFAULT {fault}" for fault in faults))
    return 1 if faults else 0
