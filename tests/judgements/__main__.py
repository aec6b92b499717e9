"""`python -m tests.judgements [sqlite] [postgres] [elasticsearch]`: nDCG@10 and recall by kind, of all that can run.

`--weak` lists the queries below 0.90 with what was found; `--record` writes data/recorded.csv.
`python -m tests.judgements one` judges the engine of this process's settings, and prints JSON.
"""

import argparse
import csv
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests.services.elasticsearch.layout import can_be_laid_out
from tests.services.elasticsearch.node import running_elasticsearch
from tests.services.postgres import find_binaries, fresh_database, running_postgres
from tests.services.processes import HOUSE

AIM = 0.90
RECORDED = Path(__file__).parent / "data" / "recorded.csv"
CAN_RUN = {"sqlite": lambda: True, "postgres": find_binaries, "elasticsearch": can_be_laid_out}


@contextmanager
def surroundings(engine: str) -> Iterator[dict[str, str]]:
    """The environment of a process that judges this engine."""
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        if engine == "postgres":
            server = os.environ.get("TEST_POSTGRES_URL") or stack.enter_context(running_postgres())
            yield {"DATABASE_URL": stack.enter_context(fresh_database(server, "judgements")), "ELASTICSEARCH_URL": ""}
            return
        told = {"DATABASE_URL": f"sqlite:///{folder}/judged.sqlite3", "ELASTICSEARCH_URL": ""}
        if engine == "elasticsearch":
            node = os.environ.get("TEST_ELASTICSEARCH_URL") or stack.enter_context(running_elasticsearch()).url
            told |= {"ELASTICSEARCH_URL": node, "ELASTICSEARCH_INDEX": "judgements"}
        yield told


def judged(engine: str) -> dict:
    with surroundings(engine) as told:
        done = subprocess.run(
            [sys.executable, "-m", "tests.judgements", "one"],
            cwd=HOUSE,
            env=os.environ | {"LOG_LEVEL": "ERROR"} | told,
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
    return json.loads(done.stdout.splitlines()[-1])


def judge_this_process() -> None:
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "shop.settings"
    django.setup()
    from django.core.management import call_command

    from catalogue.search.choosing import engines
    from tests.judgements.asking import CATALOGUES, HELD_OUT, JUDGED, ask
    from tests.judgements.judging import by_kind

    call_command("migrate", verbosity=0)
    answers, held_out, alone = [], [], {}
    for catalogue in CATALOGUES:
        judged, held = ask(engines()[0], catalogue, JUDGED[catalogue], HELD_OUT[catalogue])
        alone[catalogue] = by_kind(judged)["all"]
        answers += judged
        held_out += held
    weak = [[each.query.kind, each.query.words, each.ndcg, each.recall, each.found[:10], dict(each.query.grades)]
            for each in answers if min(each.ndcg, each.recall) < AIM]  # fmt: skip
    told = {"kinds": by_kind(answers), "held out": by_kind(held_out), "alone": alone, "weak": weak}
    sys.stdout.write(json.dumps(told) + "\n")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.judgements", description=__doc__)
    parser.add_argument("engines", nargs="*", metavar="engine")
    parser.add_argument("--weak", action="store_true")
    parser.add_argument("--record", action="store_true")
    asked = parser.parse_args()
    if asked.engines == ["one"]:
        judge_this_process()
        return 0
    engines = asked.engines or [engine for engine, can_run in CAN_RUN.items() if can_run()]
    found = {engine: judged(engine) for engine in engines}
    print_table("kinds", found)
    print_table("held out", found)
    say = sys.stdout.write
    for engine in engines if asked.weak else ():
        for kind, words, ndcg, recall, skus, grades in sorted(found[engine]["weak"], key=lambda row: row[2]):
            wanted = " ".join(f"{sku}:{grade}" for sku, grade in list(grades.items())[:10])
            say(f"{engine} {ndcg:.2f} {recall:.2f} [{kind}] {words!r}: {' '.join(skus)} | meant {wanted}\n")
    if asked.record:
        record({engine: found[engine]["alone"] for engine in engines})
    return int(any(min(found[engine]["kinds"]["all"][1:]) < AIM for engine in engines))


def print_table(which: str, found: dict[str, dict]) -> None:
    say = sys.stdout.write
    kinds = next(iter(found.values()))[which]
    say(which.ljust(18) + "queries".rjust(8) + "".join(f"{engine:>16} nDCG  recall" for engine in found) + "\n")
    for kind in sorted(kinds, key=lambda kind: (kind == "all", kind)):
        figures = "".join(f"{each[which][kind][1]:21.3f}{each[which][kind][2]:8.3f}" for each in found.values())
        say(f"{kind:<18}{kinds[kind][0]:>8}{figures}\n")
    say("\n")


def record(figures: dict) -> None:
    with RECORDED.open("w", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["engine", "catalogue", "ndcg", "recall"])
        # Rounded down, so that the same answers are never below their own record.
        table.writerows(
            [engine, catalogue, *(f"{int(figure * 1000) / 1000:.3f}" for figure in both)]
            for engine, alone in figures.items()
            for catalogue, (__, *both) in alone.items()
        )


if __name__ == "__main__":
    sys.exit(main())
