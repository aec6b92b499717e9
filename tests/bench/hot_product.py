"""How many guests a second can check out one hot product, and whether each unit is sold once."""

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from statistics import median

from tests.faults.crowd import Checkout, Guest, Storm, storm
from tests.services.processes import HOUSE
from tests.services.web import running_web

CLIENTS = 8
ROUNDS, GUESTS_A_ROUND = 5, 40
# In the last round more guests have the product in their basket than there are units.
TOO_MANY = 20
WEB = {"workers": 2, "threads": 4}


@dataclass(frozen=True)
class Shop:
    """What is measured: which shop, which database, and the module that stages its goods."""

    name: str
    database: str
    url: str
    stage: str = "tests.bench.stage"
    environment: Mapping[str, str] = field(default_factory=dict)
    guest: type[Guest] = Guest


@dataclass(frozen=True)
class Result:
    shop: Shop
    a_second: list[float]
    waits: list[float]
    units: int
    sold: int
    refused: int
    failed: dict[str, int]
    faults: list[str]

    @property
    def oversold(self) -> int:
        return max(0, self.sold - self.units)

    @property
    def refused_while_left(self) -> int:
        """Guests sent away although units stayed on the shelf to the end."""
        return min(self.refused, max(0, self.units - self.sold))

    def row(self) -> list[str]:
        return [
            self.shop.name,
            self.shop.database,
            f"{median(self.a_second):.1f} ({min(self.a_second):.1f}–{max(self.a_second):.1f})",
            f"{median(self.waits) * 1000:.0f}",
            f"{self.waits[int(len(self.waits) * 0.95)] * 1000:.0f}",
            f"{self.sold} of {self.units}",
            str(self.oversold),
            str(self.refused_while_left),
            str(sum(self.failed.values())),
        ]


HEADINGS = [
    "shop", "database", "checkouts a second", "ms", "ms (95 %)", "sold", "oversold", "refused while left", "errors"
]  # fmt: skip


def measure(shop: Shop) -> Result:
    """A round to warm up, the rounds that count, and one with more guests than units."""
    units = (ROUNDS + 2) * GUESTS_A_ROUND
    goods = _stage(shop, *([1, units] if shop.guest is not Guest else [units]))
    products, checkout = (
        (goods["products"], Checkout(**goods["checkout"])) if isinstance(goods, dict) else (goods, None)
    )

    with running_web(shop.url, environment=shop.environment, **WEB) as address:

        def one_round(guests: int) -> Storm:
            passed = asyncio.run(storm(address, [products] * guests, checkout, at_a_time=CLIENTS, guest=shop.guest))
            sys.stderr.write(f"{shop.name}, {shop.database}: {guests} guests in {passed.seconds:.1f} s\n")
            return passed

        warm_up = one_round(GUESTS_A_ROUND)
        rounds = [one_round(GUESTS_A_ROUND) for _ in range(ROUNDS)]
        rush = one_round(GUESTS_A_ROUND + TOO_MANY)

    told = sum((each.told for each in (warm_up, *rounds, rush)), start=type(rush.told)())
    books = _stage(shop)
    return Result(
        shop=shop,
        a_second=[each.told["sold"] / each.seconds for each in rounds],
        waits=sorted(wait for each in rounds for wait in each.waits),
        units=units,
        sold=books["units"],
        refused=told["refused"],
        failed={answer: n for answer, n in told.items() if answer not in ("sold", "refused")},
        faults=books.get("faults", []),
    )


def _stage(shop: Shop, *numbers: int):
    done = subprocess.run(
        [sys.executable, "-m", shop.stage, *map(str, numbers)],
        cwd=HOUSE,
        env=os.environ | {"DATABASE_URL": shop.url, "LOG_LEVEL": "ERROR"} | dict(shop.environment),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return json.loads(done.stdout.splitlines()[-1])
