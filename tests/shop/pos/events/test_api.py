"""How a counter pushes: over HTTP, with its token."""

import gzip
import json

import pytest
from django.db import OperationalError
from django.utils.timezone import now

from shop.pos.events import intake
from shop.pos.models import Event, Sale
from tests.factories import a_product, a_shelf
from tests.factories.counters import a_device
from tests.factories.telling import a_counter

pytestmark = pytest.mark.django_db
EVENTS = "/api/v1/pos/events"


@pytest.fixture
def counter():
    counter = a_counter(a_shelf(a_product(), on_hand=50))
    counter.opens()
    counter.sells((counter.device.location.balances.get().lot, 2))
    return counter


@pytest.fixture
def post(client, counter):
    def post(events, *, token=None, packed=False, **headers):
        body = json.dumps({"events": events}).encode()
        if packed:
            body, headers["Content-Encoding"] = gzip.compress(body), "gzip"
        headers = {"Authorization": f"Bearer {token or counter.device.token}", **headers}
        return client.post(EVENTS, body, content_type="application/json", headers=headers)

    return post


def test_what_is_pushed_is_booked_and_acknowledged(post, counter):
    answer = post(counter.told)

    assert (answer.status_code, answer.json()["last_seq"]) == (200, 2)
    assert [result["status"] for result in answer.json()["results"]] == ["applied", "applied"]
    assert Sale.objects.count() == 1


def test_what_is_pushed_again_is_known(post, counter):
    post(counter.told)

    again = post(counter.told)

    assert [result["status"] for result in again.json()["results"]] == ["duplicate", "duplicate"]
    assert Sale.objects.count() == 1


def test_it_may_come_as_gzip(post, counter):
    assert post(counter.told, packed=True).json()["last_seq"] == 2


def test_a_gap_is_a_problem_document_that_says_what_comes_next(post, counter):
    late = counter.sells((counter.device.location.balances.get().lot, 1))
    counter.sells((counter.device.location.balances.get().lot, 1))

    refused = post([counter.told[0], late])

    assert (refused.status_code, refused["Content-Type"]) == (409, "application/problem+json")
    assert (refused.json()["expected_seq"], refused.json()["last_seq"]) == (2, 1)
    assert [result["status"] for result in refused.json()["results"]] == ["applied"]


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        (b"x" * (2 * 2**20 + 1), {}, 413),
        (gzip.compress(b"0" * (2 * 2**20 + 1)), {"Content-Encoding": "gzip"}, 413),
        (b"no gzip", {"Content-Encoding": "gzip"}, 400),
        (gzip.compress(b"{}" * 99)[:-9], {"Content-Encoding": "gzip"}, 400),
        (b"[" * 100_000, {}, 400),
        (b'{"events": []}', {}, 422),
        (b'{"events": [{"seq": 1.0}]}', {}, 422),
    ],
    ids=["long", "long when unpacked", "no gzip", "gzip cut short", "nested", "nothing", "fractions"],
)
def test_what_cannot_be_read_is_refused_and_nothing_is_kept(client, counter, body, headers, status):
    headers = {"Authorization": f"Bearer {counter.device.token}", **headers}

    refused = client.post(EVENTS, body, content_type="application/json", headers=headers)

    assert (refused.status_code, refused["Content-Type"]) == (status, "application/problem+json")
    assert Event.objects.count() == 0


def test_nobody_pushes_without_a_token_or_in_anothers_name(client, post, counter):
    stranger = client.post(EVENTS, {"events": counter.told}, content_type="application/json")
    other = post(counter.told, token=a_device().token)

    assert (stranger.status_code, other.status_code, Event.objects.count()) == (401, 403, 0)


def test_what_a_revoked_counter_still_holds_is_set_aside(post, counter):
    type(counter.device).objects.filter(pk=counter.device.pk).update(revoked_at=now())

    answer = post(counter.told)

    assert [result["code"] for result in answer.json()["results"]] == ["device_revoked"] * 2
    assert (answer.json()["last_seq"], Sale.objects.count()) == (2, 0)


def test_while_the_database_is_away_nothing_is_acknowledged(post, counter, monkeypatch):
    def away(**asked):
        raise OperationalError("gone")

    monkeypatch.setattr(intake, "push", away)

    answer = post(counter.told)

    assert (answer.status_code, answer["Content-Type"], answer["Retry-After"]) == (503, "application/problem+json", "5")
