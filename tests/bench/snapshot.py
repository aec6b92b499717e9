"""What a counter pulls when it begins beside 2,000 goods: aims 300 kB as sent, and a second."""

import sys
from collections.abc import Sequence

from tests.bench.checkouts import table
from tests.bench.counters import child, databases, told

GOODS, AIM_BYTES, AIM_SECONDS = 2_000, 300_000, 1
HEADINGS = ["database", "goods", "rows", "pages", "kB (gzip)", "seconds", "of processor"]


def main(wanted: Sequence[str]) -> int:
    with databases(wanted) as urls:
        found = {name: told(child(url, "tests.bench.pulling", GOODS)) for name, url in urls.items()}
    rows = [
        [
            name, str(GOODS), str(each["rows"]), str(each["pages"]), f"{each['bytes'] / 1000:.0f}",
            f"{each['seconds']:.2f}", f"{each['processor']:.2f}",
        ]
        for name, each in found.items()
    ]  # fmt: skip
    sys.stdout.write(table([HEADINGS, *rows]) + "\n")
    for name, each in found.items():
        if each["bytes"] > AIM_BYTES or each["seconds"] > AIM_SECONDS:
            sys.stdout.write(f"\nAim missed: {name}: {each['bytes']} bytes, {each['seconds']:.2f} s\n")
    return 0
