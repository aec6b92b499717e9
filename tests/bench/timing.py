"""Two shops asked in turn (A B, B A, …), so that whatever else the machine does meets both alike."""

import sys
import time
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from statistics import median, quantiles

import httpx

from tests.bench.addresses import PAGES
from tests.bench.grounds import Ground
from tests.services.web import running_web

# One process, and one request at a time: what a page costs, not how a crowd queues.
WEB = {"workers": 1, "threads": 2}
SECONDS_FOR_A_PAGE = 15
WARM_ADDRESSES = 2


@dataclass(frozen=True)
class Pace:
    """`rounds` of `burst` requests of each page to each side."""

    rounds: int
    burst: int


@dataclass(frozen=True)
class Timed:
    """Milliseconds from the request to the last byte, by page."""

    ground: Ground
    is_warm: bool
    took: Mapping[str, list[float]] = field(default_factory=lambda: {page: [] for page in PAGES})

    def median(self, page: str) -> float:
        return median(self.took[page])

    def least(self, page: str) -> float:
        return min(self.took[page])

    def p95(self, page: str) -> float:
        return quantiles(self.took[page], n=20, method="inclusive")[-1]


def beside(
    one: Ground, other: Ground, *, is_warm: bool, pace: Pace, environment: Mapping[str, str]
) -> tuple[Timed, Timed]:
    """Both shops run at once and are asked in turn. Cold: other addresses each time and no cache; warm: few, cached."""
    with ExitStack() as stack:
        sides = [_Asker(stack, ground, is_warm, environment) for ground in (one, other)]
        for side in sides:
            side.warm_up()
        for turn in range(pace.rounds):
            for page in PAGES:
                for side in sides if turn % 2 else reversed(sides):
                    side.ask(page, pace.burst)
    ours, theirs = (side.timed for side in sides)
    sys.stderr.write(
        f"{one.side.name} {one.size} beside {other.side.name} {other.size}{', warm' if is_warm else ''}, ms: "
    )
    sys.stderr.write(", ".join(f"{page} {ours.median(page):.0f} : {theirs.median(page):.0f}" for page in PAGES) + "\n")
    return ours, theirs


class _Asker:
    def __init__(self, stack: ExitStack, ground: Ground, is_warm: bool, environment: Mapping[str, str]):
        environment = dict(environment) | dict(ground.side.warm if is_warm else ground.side.cold)
        address = stack.enter_context(running_web(ground.url, environment=environment, **WEB))
        self.client = stack.enter_context(httpx.Client(base_url=address, timeout=120))
        self.timed = Timed(ground, is_warm)

    def warm_up(self) -> None:
        """Templates are compiled and connections opened on both sides; what is warm is asked once."""
        for page in PAGES:
            for address in self.addresses(page)[:WARM_ADDRESSES]:
                self._get(address)

    def addresses(self, page: str) -> list[str]:
        asked = self.timed.ground.asked[page]
        return asked[:WARM_ADDRESSES] if self.timed.is_warm else asked

    def ask(self, page: str, times: int) -> None:
        """No more of a page that has taken its share of time already."""
        addresses = self.addresses(page)
        for _ in range(times):
            if sum(self.timed.took[page]) > SECONDS_FOR_A_PAGE * 1000 and len(self.timed.took[page]) > 2:
                return
            self.timed.took[page].append(self._get(addresses[len(self.timed.took[page]) % len(addresses)]))

    def _get(self, address: str) -> float:
        """As somebody who comes for the first time: no cookie of the answers before."""
        self.client.cookies.clear()
        begun = time.perf_counter()
        answer = self.client.get(address)
        took = (time.perf_counter() - begun) * 1000
        if answer.status_code != 200:
            raise RuntimeError(f"{answer.status_code} from {address}")
        return took
