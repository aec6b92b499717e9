"""Two writers on PostgreSQL, of which the first to be numbered commits last."""

import threading

import pytest
from django.db import connection, transaction
from oscar.core.loading import get_model

from shop.pos.changes import moments
from shop.pos.changes.models import Change
from shop.pos.changes.triggers import plant
from tests.factories import a_product
from tests.factories.counters import a_device

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
SECONDS = 240


def reprice(product, price):
    get_model("partner", "StockRecord").objects.filter(product=product).update(price=price)


class Slow(threading.Thread):
    """A transaction that has written, and commits when it is told to."""

    def __init__(self, product, price):
        super().__init__()
        self.product, self.price = product, price
        self.has_written, self.may_commit = threading.Event(), threading.Event()
        self.start()
        assert self.has_written.wait(SECONDS)

    def run(self):
        try:
            with transaction.atomic():
                reprice(self.product, self.price)
                self.has_written.set()
                assert self.may_commit.wait(SECONDS)
        finally:
            connection.close()

    def commit(self):
        self.may_commit.set()
        self.join(SECONDS)


@pytest.fixture
def goods():
    plant()
    return a_product(), a_product()


def prices(rows):
    return {key: row["price"] for (kind, key), row in rows.items() if kind == "product"}


def test_who_commits_late_is_heard_late_but_heard(pull, goods):
    early, late = goods
    device = a_device()
    _, first = pull(device)

    slow = Slow(late, 1_000)
    reprice(early, 2_000)
    heard, second = pull(device, first["cursor"])
    slow.commit()
    heard_later, third = pull(device, second["cursor"])

    assert prices(heard) == {early.pk: 2_000}  # it waits for nobody
    assert prices(heard_later) == {late.pk: 1_000}
    assert pull(device, third["cursor"])[0] == {}


def test_a_number_as_cursor_would_skip_who_commits_late(pull, goods, monkeypatch):
    newest = lambda: str(Change.objects.order_by("-pk").values_list("pk", flat=True)[0])  # noqa: E731
    monkeypatch.setattr(moments, "present", newest)
    monkeypatch.setattr(moments, "unseen", lambda moment: Change.objects.order_by("pk").filter(pk__gt=int(moment)))
    monkeypatch.setattr(moments, "is_past", lambda moment: True)
    early, late = goods
    device = a_device()
    _, first = pull(device)

    slow = Slow(late, 1_000)
    reprice(early, 2_000)
    _, second = pull(device, first["cursor"])
    slow.commit()

    assert prices(pull(device, second["cursor"])[0]) == {}  # lost for good: so the test above proves something


def test_what_is_taken_back_is_not_told(pull, goods):
    product, _ = goods
    device = a_device()
    _, first = pull(device)

    with pytest.raises(RuntimeError), transaction.atomic():
        reprice(product, 1_000)
        raise RuntimeError

    assert pull(device, first["cursor"])[0] == {}


def test_what_commits_while_a_snapshot_is_read_in_pages_comes_behind_it(client, pull, goods, monkeypatch):
    monkeypatch.setattr("shop.pos.changes.reading.PAGE", 1)
    product, _ = goods
    device = a_device()
    slow = Slow(product, 1_000)
    headers = {"Authorization": f"Bearer {device.token}"}
    first = client.get("/api/v1/pos/changes", headers=headers).json()
    _, last = pull(device, first["cursor"])
    slow.commit()

    assert prices(pull(device, last["cursor"])[0]) == {product.pk: 1_000}


def test_an_era_is_told_apart_and_a_moment_to_come_is_unknown():
    here = moments.era()

    assert here.count("-") == 2
    assert moments.is_past(moments.present())
    assert not moments.is_past("999999999:999999999:")
