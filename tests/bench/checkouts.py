"""Checkouts of one hot product: a table, and a failure where a unit was sold twice or somebody sent away in vain."""

import os
import platform
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from tests.bench.hot_product import CLIENTS, GUESTS_A_ROUND, HEADINGS, ROUNDS, WEB, Result, Shop, measure
from tests.faults.stock_oscar.guest import Guest as OscarsGuest
from tests.services.postgres import fresh_database, running_postgres

OURS, THEIRS = "Chợ OCOP", "stock Oscar"


@contextmanager
def shops() -> Iterator[list[Shop]]:
    with ExitStack() as stack:
        server = os.environ.get("BENCH_POSTGRES_URL") or stack.enter_context(running_postgres(is_durable=True))
        ours = stack.enter_context(fresh_database(server, "bench_ours"))
        theirs = stack.enter_context(fresh_database(server, "bench_stock_oscar"))
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        yield [
            # Letters by the task queue, as in production.
            Shop(OURS, "PostgreSQL", ours, environment={"TASKS": "database"}),
            Shop(OURS, "SQLite", f"sqlite:///{folder}/shop.sqlite3"),
            Shop(
                THEIRS,
                "PostgreSQL",
                theirs,
                stage="tests.faults.stock_oscar.stage",
                environment={"WSGI": "tests.faults.stock_oscar.wsgi"},
                guest=OscarsGuest,
            ),
        ]


def table(rows: list[list[str]]) -> str:
    widths = [max(len(row[n]) for row in rows) for n in range(len(rows[0]))]
    lines = ["  ".join(word.ljust(width) for word, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    return "\n".join([lines[0], "  ".join("─" * width for width in widths), *lines[1:]])


def faults_of(result: Result) -> list[str]:
    """What must not be, in our own shop."""
    if result.shop.name != OURS:
        return []
    found = list(result.faults)
    if result.oversold or result.refused_while_left or result.failed:
        found.append(f"{result.sold} of {result.units} sold, {result.refused} refused, {result.failed}")
    return [f"{result.shop.database}: {fault}" for fault in found]


def main() -> int:
    with shops() as chosen:
        results = [measure(shop) for shop in chosen]
    say = sys.stdout.write
    say(f"One hot product, guests paying on delivery, over HTTP: {CLIENTS} clients, {WEB['workers']} web processes of ")
    say(f"{WEB['threads']} threads, {os.cpu_count()} cores ({platform.machine()}), client and database on them too.\n")
    say(f"Median of {ROUNDS} rounds of {GUESTS_A_ROUND} checkouts (least–most); ms: from the press to the answer.\n\n")
    say(table([HEADINGS, *(result.row() for result in results)]) + "\n")
    found = [fault for result in results for fault in faults_of(result)]
    say("".join(f"\nFAULT {fault}" for fault in found))
    return 1 if found else 0
