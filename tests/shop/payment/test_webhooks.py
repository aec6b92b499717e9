import json

import pytest
from django.db import OperationalError
from django.utils.timezone import now

from shop.payment import refunding, settling, webhooks
from shop.payment.attempts import GatewayEvent, PaymentAttempt, Refund
from tests.factories.paying import a_card_order, a_paid_order

URL = "/webhooks/stripe/"


@pytest.fixture
def post(client, stripe):
    def send(event, **how):
        body, signature = stripe.messages.signed(event, **how)
        return client.post(URL, body, content_type="application/json", headers={"stripe-signature": signature})

    return send


def paid(stripe):
    """(order, attempt, the message that says so)"""
    order, attempt = a_card_order()
    stripe.books.pay(attempt.external_id)
    return order, attempt, stripe.messages.kept[-1]


def test_a_message_settles_the_attempt(stripe, post):
    order, attempt, event = paid(stripe)

    answer = post(event)

    order.refresh_from_db()
    attempt.refresh_from_db()
    assert (answer.status_code, order.status, attempt.state) == (200, "confirmed", "paid")
    assert [(heard.event_id, heard.attempt) for heard in GatewayEvent.objects.all()] == [(event["id"], attempt)]


def test_what_a_message_claims_is_not_believed(stripe, post):
    """Signed by Stripe's key and yet saying what is not so: only the house itself is asked."""
    _order, attempt = a_card_order()
    event = stripe.messages.keep(
        "checkout.session.completed",
        stripe.books.sessions[attempt.external_id] | {"payment_status": "paid", "status": "complete"},
    )

    answer = post(event)

    attempt.refresh_from_db()
    assert (answer.status_code, attempt.state) == (200, "open")


@pytest.mark.parametrize(
    "body", [b"", b"{}", b"[]", b"null", b'{"id": 1}', b'{"id":"evt_1","type":"x","data":{"object":[]}}', b"\xff"]
)
def test_a_message_that_is_none_is_refused(client, stripe, body):
    signature = "t=1,v1=00"
    if body != b"\xff":
        signature = stripe.messages.signed({})[1]

    answer = client.post(URL, body, content_type="application/json", headers={"stripe-signature": signature})

    assert answer.status_code == 400


@pytest.mark.parametrize("event", [[], {"id": 1}, {"id": "evt_1", "type": "x", "data": {"object": []}}])
def test_a_signed_message_without_sense_is_refused(stripe, post, event):
    assert post(event).status_code == 400


def test_a_message_too_large_is_refused_unread(client, stripe):
    answer = client.post(URL, b" " * (webhooks.MAX_BYTES + 1), content_type="application/json")

    assert answer.status_code == 413


def test_without_a_secret_there_is_no_such_address(client, settings):
    settings.STRIPE_WEBHOOK_SECRET = ""

    assert client.post(URL, b"{}", content_type="application/json").status_code == 404


def test_only_post_is_taken(client, stripe):
    assert client.get(URL).status_code == 405


def test_a_message_of_somebody_elses_session_is_taken_and_forgotten(stripe, post):
    event = stripe.messages.keep("checkout.session.completed", {"id": "cs_test_of_another_account"})

    assert post(event).status_code == 200
    assert GatewayEvent.objects.count() == 0


def test_a_message_before_our_own_answer_finds_its_attempt_by_key(stripe, post):
    """The house made the session, and its answer to us was lost."""
    _order, attempt, event = paid(stripe)
    PaymentAttempt.objects.update(external_id="", url="", state="created")

    post(event)

    attempt.refresh_from_db()
    assert (attempt.state, attempt.external_id) == ("paid", event["data"]["object"]["id"])


def test_a_lock_held_too_long_asks_for_the_message_again(stripe, post, monkeypatch):
    _, attempt, event = paid(stripe)
    with monkeypatch.context() as busy:
        busy.setattr(settling, "take_in", lambda **_: (_ for _ in ()).throw(OperationalError("lock timeout")))
        answer = post(event)

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
    assert GatewayEvent.objects.count() == 0
    assert post(event).status_code == 200
    attempt.refresh_from_db()
    assert attempt.state == "paid"


def test_a_house_that_cannot_be_asked_asks_for_the_message_again(stripe, post):
    _, _attempt, event = paid(stripe)
    stripe.go_wrong("status", match="GET", status=500)

    assert post(event).status_code == 503
    assert post(event).status_code == 200


def test_a_refund_that_failed_at_the_buyers_bank_is_known(stripe, post):
    order, attempt = a_paid_order(stripe)
    asked = refunding.refund(order=order, lines={order.lines.get(): 1}, shipping=0, reason="x", key="k", at=now())
    given = refunding.send(asked.pk)
    stripe.books.change_refund(given.external_id, "failed")

    answer = post(stripe.messages.of("refund.failed")[0])

    attempt.refresh_from_db()
    assert (answer.status_code, Refund.objects.get().state, attempt.refunded) == (200, "failed", 0)


def test_other_kinds_of_messages_are_passed_over(stripe, post):
    event = stripe.messages.keep("customer.created", {"id": "cus_1"})

    assert post(json.loads(json.dumps(event))).status_code == 200
    assert GatewayEvent.objects.count() == 0
