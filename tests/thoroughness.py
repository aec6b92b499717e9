"""How much is tried: all of it in the run with every service, a part on a machine without them.

A full run is one with REQUIRE_SERVICES=1 (`.ci/run`) or CI set.
"""

import os
from collections.abc import Iterable
from itertools import islice
from typing import TypeVar

import pytest

IS_FULL_RUN = os.environ.get("REQUIRE_SERVICES") == "1" or "CI" in os.environ

only_in_a_full_run = pytest.mark.skipif(not IS_FULL_RUN, reason="takes long: tried where REQUIRE_SERVICES=1 or CI")

One = TypeVar("One")


def examples(all_of_them: int) -> int:
    """For Hypothesis's `max_examples`."""
    return all_of_them if IS_FULL_RUN else max(1, all_of_them // 3)


def some(things: Iterable[One], *, every: int) -> list[One]:
    """All of them, or each so-manyth."""
    return list(islice(things, None, None, 1 if IS_FULL_RUN else every))
