"""Stripe's messages: five times, shuffled, forged, stale, and the only ones to know of a payment."""

import random
import time

import httpx
import pytest
import stripe as library

from shop.payment import settling, webhooks
from shop.payment.attempts import GatewayEvent, PaymentAttempt
from tests.factories import a_product, an_order
from tests.factories.paying import a_card_order

URL = "/webhooks/stripe/"


@pytest.fixture
def post(client, stripe):
    def send(event, **how) -> int:
        body, signature = stripe.messages.signed(event, **how)
        headers = {"stripe-signature": signature}
        return client.post(URL, body, content_type="application/json", headers=headers).status_code

    return send


@pytest.fixture
def taken(monkeypatch):
    """How often a finding was taken in."""
    times = []
    take_in = settling.take_in
    monkeypatch.setattr(settling, "take_in", lambda **facts: times.append(1) or take_in(**facts))
    return times


def paid(stripe):
    order, attempt = a_card_order()
    stripe.books.pay(attempt.external_id)
    return order, attempt, stripe.messages.kept[-1]


def test_a_message_heard_five_times_is_taken_once(stripe, post, taken):
    order, attempt, event = paid(stripe)

    assert [post(event) for _ in range(5)] == [200] * 5

    order.refresh_from_db()
    attempt.refresh_from_db()
    assert (order.status, attempt.captured, len(taken)) == ("confirmed", attempt.amount, 1)
    assert GatewayEvent.objects.count() == order.status_changes.count() == 1


def test_if_messages_were_not_remembered_it_would_be_taken_five_times(stripe, post, taken, monkeypatch):
    _, _, event = paid(stripe)
    monkeypatch.setattr(webhooks, "_is_known", lambda event_id: False)
    monkeypatch.setattr(webhooks, "_is_new", lambda *event: True)

    for _ in range(5):
        post(event)

    assert len(taken) == 5


@pytest.mark.parametrize("seed", range(5))
def test_messages_in_any_order_come_to_the_same_end(stripe, post, seed):
    """Some of a session that was paid, some of one that ran out, each of them told twice."""
    bought, bought_attempt, _ = paid(stripe)
    left, left_attempt = a_card_order()
    stripe.books.expire(left_attempt.external_id)
    early = stripe.messages.keep("checkout.session.expired", {"id": bought_attempt.external_id})
    late = stripe.messages.keep("checkout.session.completed", {"id": left_attempt.external_id})
    heard = [*stripe.messages.kept, early, late] * 2
    random.Random(seed).shuffle(heard)

    assert {post(event) for event in heard} == {200}

    bought.refresh_from_db()
    left.refresh_from_db()
    assert (bought.status, left.status) == ("confirmed", "awaiting_payment")
    assert list(PaymentAttempt.objects.order_by("pk").values_list("state", flat=True)) == ["paid", "expired"]


def test_if_messages_were_believed_their_order_would_matter(stripe, post, monkeypatch):
    """With its claim taken for the truth, a message of an unpaid session would confirm an order."""
    order, attempt = a_card_order()
    lie = stripe.messages.keep("checkout.session.completed", {"id": attempt.external_id})
    assert post(lie) == 200
    order.refresh_from_db()
    assert order.status == "awaiting_payment"

    from shop.payment.houses.gateway import Finding, Seen
    from shop.payment.houses.stripe_house import StripeHouse

    claimed = Finding(seen=Seen.PAID, external_id=attempt.external_id, captured=attempt.amount)
    monkeypatch.setattr(StripeHouse, "look", lambda self, external_id: claimed)
    post(stripe.messages.keep("checkout.session.completed", {"id": attempt.external_id}))

    order.refresh_from_db()
    assert order.status == "confirmed"


@pytest.mark.parametrize("how", [{"secret": "whsec_forged"}, {"at": 0}, "stale", "early body"])
def test_forged_and_stale_messages_are_refused(stripe, post, client, how):
    order, _, event = paid(stripe)
    if how == "stale":
        how = {"at": time.time() - webhooks.TOLERANCE_SECONDS - 1}
    if how == "early body":
        body, signature = stripe.messages.signed(event)
        body = body.replace(b"completed", b"complexed")
        answer = client.post(URL, body, content_type="application/json", headers={"stripe-signature": signature})
        assert answer.status_code == 400
    else:
        assert post(event, **how) == 400

    order.refresh_from_db()
    assert (order.status, GatewayEvent.objects.count()) == ("awaiting_payment", 0)


def test_without_the_signature_check_a_forged_message_would_be_taken(stripe, post, monkeypatch):
    _, _, event = paid(stripe)
    monkeypatch.setattr(library.WebhookSignature, "verify_header", lambda *parts: True)

    assert post(event, secret="whsec_forged") == 200
    assert GatewayEvent.objects.count() == 1


def test_without_the_tolerance_a_stale_message_would_be_taken(stripe, post, monkeypatch):
    _, _, event = paid(stripe)
    monkeypatch.setattr(webhooks, "TOLERANCE_SECONDS", None)

    assert post(event, at=time.time() - 3_600) == 200


@pytest.mark.django_db(transaction=True)
def test_the_browser_dies_after_paying_and_the_message_settles(live_server, stripe, settings, vietnam):
    """Over real HTTP both ways: the buyer presses Pay at the house and never comes back."""
    settings.BASE_URL = live_server.url
    stripe.messages.url = f"{live_server.url}{URL}"
    order, attempt = a_card_order()

    pressed = httpx.post(attempt.url, follow_redirects=False, timeout=60)

    assert (pressed.status_code, pressed.headers["Location"]) == (303, f"{live_server.url}{order.get_absolute_url()}")
    assert comes_true(lambda: PaymentAttempt.objects.get().state == "paid")
    order.refresh_from_db()
    assert order.status == "confirmed"


@pytest.mark.django_db(transaction=True)
def test_a_message_put_off_is_sent_again_and_taken(live_server, stripe, settings, vietnam):
    stripe.messages.url = f"{live_server.url}{URL}"
    _order, attempt = a_card_order()
    stripe.go_wrong("status", match="GET /v1/checkout/sessions")

    httpx.post(attempt.url, timeout=60)

    assert comes_true(lambda: PaymentAttempt.objects.get().state == "paid")


def test_without_a_message_the_order_would_wait(stripe):
    order = an_order((a_product(on_hand=5), 1), pays_by="stripe")
    from django.utils.timezone import now

    from shop.payment import opening

    attempt = opening.open_attempt(order=order, at=now())

    httpx.post(attempt.url, timeout=60)

    order.refresh_from_db()
    assert order.status == "awaiting_payment"


def comes_true(fact, *, within: float = 60) -> bool:
    end = time.monotonic() + within
    while time.monotonic() < end:
        if fact():
            return True
        time.sleep(0.05)
    return False
