"""`python -m tests.bench`: everything; with `pages`, `checkouts`, `counters`, `snapshot` or `tap`: that alone."""

import argparse
import signal
import sys
from pathlib import Path

from tests.bench import checkouts, counters, pages, snapshot, tap
from tests.bench.pages import Plan


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument(
        "what",
        nargs="*",
        metavar="pages | checkouts | counters | snapshot | tap",
        help="everything where nothing is said",
    )
    parser.add_argument(
        "--databases", nargs="+", default=["SQLite", "PostgreSQL"], help="for pages, counters, snapshot"
    )
    parser.add_argument("--keep", type=Path, help="a folder for the SQLite databases, to be used again")
    parser.add_argument("--beside", nargs=2, type=int, default=pages.BESIDE, metavar="GOODS", help="beside stock Oscar")
    parser.add_argument("--growth", nargs=2, type=int, default=pages.GROWTH, metavar="GOODS", help="ours, from … to …")
    asked = parser.parse_args()
    # Whoever stops us lets us stop what we started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    failed = 0
    if "checkouts" in asked.what or not asked.what:
        failed |= checkouts.main()
    if "counters" in asked.what or not asked.what:
        failed |= counters.main(asked.databases)
    if "snapshot" in asked.what or not asked.what:
        failed |= snapshot.main(asked.databases)
    if "pages" in asked.what or not asked.what:
        failed |= pages.main(Plan(asked.databases, tuple(asked.beside), tuple(asked.growth), asked.keep))
    if "tap" in asked.what or not asked.what:
        failed |= tap.main()
    return failed


if __name__ == "__main__":
    sys.exit(main())
