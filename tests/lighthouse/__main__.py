"""Measure each page three times, keep the median of each score, print a table, write it to docs/lighthouse.md."""

import json
import os
import platform
import re
import statistics
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

from tests.services.chromium import chromium
from tests.services.processes import HOUSE
from tests.services.web import running_web

TIMES = 3
TRIES = 4
WANTED = {"performance": 95, "accessibility": 100, "best-practices": 95, "seo": 95}
HEADINGS = ("performance", "accessibility", "best practices", "SEO")
PAGES = {
    "home": "/",
    "catalogue": "/san-pham/",
    "product": r"/san-pham/[\w-]+_\d+/",
    "producer": r"/nha-san-xuat/[\w-]+/",
    "point of sale": r"/diem-ban/[\w-]+/",
}
LISTS = {"product": "/san-pham/", "producer": "/nha-san-xuat/", "point of sale": "/diem-ban/"}
REPORT = HOUSE / "docs" / "lighthouse.md"


@contextmanager
def demonstration() -> Iterator[str]:
    """The demonstration's goods and pictures on gunicorn, DEBUG off, static files hashed and compressed."""
    with tempfile.TemporaryDirectory() as folder:
        told = {"VAR_DIR": folder, "DEBUG": "false", "DATABASE_URL": f"sqlite:///{folder}/shop.sqlite3"}
        for command in (["migrate"], ["demo"], ["collectstatic", "--no-input"]):
            manage = [sys.executable, "manage.py", *command, "--verbosity", "0"]
            subprocess.run(manage, cwd=HOUSE, env=os.environ | told, check=True, stdout=subprocess.DEVNULL)
        told |= {"WSGI": "tests.lighthouse.wsgi"}
        with running_web(told["DATABASE_URL"], environment=told) as address:
            yield address


def path_of(page: str, address: str) -> str:
    """A list's own address; for one of its things, the first that the list leads to."""
    if page not in LISTS:
        return PAGES[page]
    shown = urllib.request.urlopen(address + LISTS[page], timeout=30).read().decode()
    return re.search(f'href="({PAGES[page]})"', shown).group(1)


class NotMeasured(Exception):
    """Lighthouse saw no page: Chromium lost the start of its own trace, or was too slow on a busy machine."""


def measure(url: str) -> dict:
    """Lighthouse's own report. Its defaults are a slow phone on a slow network."""
    for _ in range(TRIES - 1):
        try:
            return _measured(url)
        except NotMeasured as fault:
            sys.stderr.write(f"{url} is measured again: {fault}\n")
    return _measured(url)


def _measured(url: str) -> dict:
    command = [
        HOUSE / "node_modules" / ".bin" / "lighthouse", url, "--output=json", "--quiet", "--no-enable-error-reporting",
        f"--only-categories={','.join(WANTED)}", "--chrome-flags=--headless=new --no-sandbox",
    ]  # fmt: skip
    said = subprocess.run(command, env=os.environ | {"CHROME_PATH": chromium()}, check=False, capture_output=True)
    report = json.loads(said.stdout or "{}")
    if said.returncode or "runtimeError" in report:
        raise NotMeasured(report.get("runtimeError", {}).get("code") or said.stderr.decode()[-500:])
    return report


def scores(reports: list[dict]) -> list[int]:
    return [
        round(100 * statistics.median(report["categories"][name]["score"] or 0 for report in reports))
        for name in WANTED
    ]


def shortfalls(report: dict) -> list[str]:
    """What took points away, outside speed, in Lighthouse's words; for speed the figures themselves."""
    audits = report["audits"]
    weighing = {
        ref["id"]
        for name in WANTED
        for ref in report["categories"][name]["auditRefs"]
        if ref["weight"] and audits[ref["id"]]["score"] is not None and audits[ref["id"]]["score"] < 0.9
    }
    return sorted(f"{audits[name]['title']} {audits[name].get('displayValue', '')}".strip() for name in weighing)


def table(rows: list[tuple[str, list[int]]]) -> str:
    lines = [("page", *HEADINGS), ("---", *["--:"] * len(HEADINGS))]
    lines += [(page, *map(str, row)) for page, row in rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def main() -> int:
    rows, notes = [], []
    with demonstration() as address:
        for page in PAGES:
            path = path_of(page, address)
            reports = [measure(address + path) for _ in range(TIMES)]
            rows.append((page, scores(reports)))
            notes += [f"- {page}: {words}" for words in shortfalls(reports[-1])]
            sys.stderr.write(f"{page}: {rows[-1][1]}\n")
    load = f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the end"
    said = f"Lighthouse {reports[-1]['lighthouseVersion']}, mobile, median of {TIMES}; {platform.machine()}, {load}."
    REPORT.write_text("\n\n".join(["# Lighthouse", said, table(rows), *(["\n".join(notes)] if notes else [])]) + "\n")
    sys.stdout.write(REPORT.read_text())
    low = [page for page, row in rows if any(got < least for got, least in zip(row, WANTED.values(), strict=True))]
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
