"""Every request that we send, against Stripe's own stripe-mock, which refuses what Stripe's specification refuses.

And our fake beside it: each field that we read is answered by both, with the same type.
"""

import os
from datetime import timedelta

import pytest
from django.utils.timezone import now

from shop.payment.attempts import Refund
from shop.payment.exceptions import HouseRefused
from shop.payment.houses import stripe_house
from shop.payment.houses.gateway import Seen
from tests.factories import a_product, an_order
from tests.factories.paying import a_card_order

pytestmark = pytest.mark.stripe_mock

READ = {
    "session": ("id", "url", "status", "payment_status", "metadata", "expires_at", "amount_total", "currency"),
    "payment": ("id", "amount_received", "currency", "latest_charge"),
    "refund": ("id", "status", "metadata", "amount"),
}


@pytest.fixture
def mock(settings):
    settings.STRIPE_API_BASE = os.environ["TEST_STRIPE_MOCK_URL"]
    settings.STRIPE_SECRET_KEY = "sk_test_123"
    return stripe_house.StripeHouse()


@pytest.fixture
def attempt(mock):
    order = an_order((a_product(on_hand=5), 1), pays_by="stripe")
    return order.attempts.get()


def test_a_session_is_asked_for_as_stripe_wants_it(mock, attempt):
    assert mock.open(attempt).external_id.startswith("cs_")


def test_the_mock_refuses_what_stripe_does_not_know(mock, attempt, monkeypatch):
    """The negative control: the mock does look at what it is sent."""
    right = stripe_house._session(attempt)
    monkeypatch.setattr(stripe_house, "_session", lambda attempt: right | {"colour": "red"})

    with pytest.raises(HouseRefused):
        mock.open(attempt)


def test_a_session_is_looked_at_and_closed(mock, attempt):
    attempt.external_id = "cs_test_1"

    assert mock.look(attempt.external_id).seen in (Seen.OPEN, Seen.PAID, Seen.EXPIRED)
    mock.close(attempt)


def test_a_refund_is_asked_for_looked_for_and_looked_at(mock, attempt):
    attempt.charge_id = "pi_1"
    refund = Refund(attempt=attempt, amount=1_000, key="refund-1", asked_at=now() - timedelta(days=2))

    given = mock.refund(refund, is_stale=True)

    assert given.external_id.startswith("re_")
    assert mock.look_at_refund(given.external_id).external_id.startswith("re_")


def test_the_fake_answers_with_the_fields_that_the_mock_answers_with(stripe, settings):
    _, attempt = a_card_order()
    session = stripe.books.pay(attempt.external_id)
    stripe.books.refund({"payment_intent": session["payment_intent"], "amount": "1000"})
    ours = answers(attempt.external_id, session["payment_intent"])
    settings.STRIPE_API_BASE, settings.STRIPE_SECRET_KEY = os.environ["TEST_STRIPE_MOCK_URL"], "sk_test_123"

    theirs = answers("cs_test_1", "pi_1")

    for thing, names in READ.items():
        assert [name for name in names if name not in ours[thing]] == [], thing
        assert [name for name in names if name not in theirs[thing]] == [], thing
    assert shapes(ours) == shapes(theirs)


def answers(session: str, payment: str) -> dict:
    """Raw answers of whichever house is set up."""
    client = stripe_house._client().v1
    looked = client.checkout.sessions.retrieve(session, {"expand": ["payment_intent.latest_charge"]}).to_dict()
    return {
        "session": looked,
        "payment": client.payment_intents.retrieve(payment).to_dict(),
        "refund": client.refunds.list({"payment_intent": payment}).to_dict()["data"][0],
    }


def shapes(answer: dict) -> dict:
    """Types of the fields that both always give; a field may be null in one of them."""
    always = {"session": ("id", "metadata", "expires_at"), "payment": ("id", "amount_received", "currency")}
    always["refund"] = ("id", "amount", "status")
    return {thing: [type(answer[thing][name]).__name__ for name in names] for thing, names in always.items()}
