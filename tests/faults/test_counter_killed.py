"""The web process dies in the middle of a push. The counter sends it again: nothing is lost, nothing is doubled."""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from django.db.models import QuerySet

from shop.pos.events import intake
from shop.pos.models import Sale
from shop.stock.audit import audit
from shop.stock.models import Balance
from tests.factories import a_product, a_shelf
from tests.factories.telling import Counter, a_counter
from tests.faults.dying import dies_at
from tests.services.database import database_url
from tests.services.web import running_web

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("each_database"),
]
POINTS = ("before the push", "in the middle", "before the answer")
SECONDS = 240


@contextmanager
def mortal_shop(orders: Path) -> Iterator[Callable[[Counter], int]]:
    """Yield a push that is sent until it is answered: how often it had to be sent."""
    # Loaded once, before its processes are forked: a new one is there at once.
    told = {
        "WSGI": "tests.faults.mortal_wsgi", "MORTAL_ORDERS": str(orders), "GUNICORN_CMD_ARGS": "--preload"
    }  # fmt: skip
    with running_web(database_url(), workers=1, threads=2, environment=told) as address:

        def push(counter: Counter) -> int:
            end, sent = time.monotonic() + SECONDS, 0
            while time.monotonic() < end:
                sent += 1
                try:
                    answer = httpx.post(
                        f"{address}/api/v1/pos/events",
                        content=json.dumps({"events": counter.told}),
                        headers={"Authorization": f"Bearer {counter.device.token}", "Content-Type": "application/json"},
                        timeout=60,
                    )
                except httpx.TransportError:
                    continue
                if answer.status_code == 200:
                    return sent
                assert answer.status_code == 503, answer.text
                time.sleep(0.1)
            raise AssertionError("not answered in time")

        yield push


def a_busy_counter() -> Counter:
    shelf = a_shelf(a_product(), on_hand=50)
    counter = a_counter(shelf)
    counter.opens()
    for _ in range(3):
        counter.sells((shelf.lot, 2))
    return counter


def test_killed_at_any_point_the_next_push_books_the_rest_once(tmp_path, site):
    counters = {point: a_busy_counter() for point in POINTS}
    with mortal_shop(tmp_path) as push:
        sent = {}
        for point, counter in counters.items():
            (tmp_path / point).touch()
            sent[point] = push(counter)
            assert not (tmp_path / point).exists()

    assert all(times > 1 for times in sent.values()), sent
    assert sorted(Balance.objects.values_list("on_hand", "short")) == [(44, 0)] * 3
    assert Sale.objects.count() == 9
    for counter in counters.values():
        counter.device.refresh_from_db()
        assert (counter.device.last_seq, counter.device.last_hash) == (4, counter.head)
    assert audit() == []


def test_without_the_transaction_a_sale_would_stand_as_known_whose_number_is_not(site, monkeypatch):
    counter = a_busy_counter()
    monkeypatch.setattr(intake, "_take_in", intake._take_in.__wrapped__.__wrapped__)
    # PostgreSQL takes no row lock outside a transaction.
    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, **how: rows)

    dies_at("in the middle of a push", counter.push)

    assert {fault.invariant for fault in audit()} == {"sequence", "accrued"}
