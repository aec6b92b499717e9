"""What the counter's TypeScript and our Python must spell alike; `app/vectors.test.ts` reads the same file."""

import json
from pathlib import Path

import pytest

from shop.payment.houses.vietqr import payload

VECTORS = json.loads(Path(__file__).with_name("vectors.json").read_text())


@pytest.mark.parametrize("vector", VECTORS["vietqr"], ids=lambda vector: vector["asked"]["memo"])
def test_a_vietqr_is_the_same_at_the_counter(vector):
    assert payload(**vector["asked"]) == vector["payload"]
