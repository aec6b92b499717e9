from datetime import timedelta

import pytest
from django.utils.timezone import now

from shop.order import life
from shop.payment import opening
from shop.payment.attempts import PaymentAttempt
from shop.payment.exceptions import HouseRefused, HouseUnavailable, OrderIsOver
from shop.payment.houses import stripe_house
from tests.factories import a_product, an_order
from tests.factories.paying import a_card_order


def test_a_card_is_asked_for_exactly_the_total(stripe, settings):
    settings.BASE_URL = "https://cho.example"

    order, attempt = a_card_order()

    session = stripe.books.sessions[attempt.external_id]
    assert session["amount_total"] == attempt.amount == int(order.total_incl_tax)
    assert session["currency"] == "vnd"
    assert session["metadata"] == {"order": order.number, "attempt": attempt.key}
    assert session["locale"] == "vi"
    assert (
        session["success_url"] == session["cancel_url"] == f"https://cho.example/don-hang/{order.number}/{order.token}/"
    )
    assert session["expires_at"] == int(order.expires_at.timestamp())
    assert session["customer_email"] == "khach@example.com"
    assert (attempt.state, attempt.url) == ("open", session["url"])


def test_an_english_buyer_pays_on_an_english_page(stripe):
    order, attempt = a_card_order(language="en")

    session = stripe.books.sessions[attempt.external_id]
    assert session["locale"] == "en"
    assert f"/en/orders/{order.number}/" in session["success_url"]


def test_opened_again_it_is_the_same_page(stripe):
    order, attempt = a_card_order()

    again = opening.open_attempt(order=order, at=now())

    assert (again.pk, again.url) == (attempt.pk, attempt.url)
    assert len(stripe.books.sessions) == 1
    assert order.attempts.count() == 1


@pytest.mark.parametrize("house", ["vietqr", "cash"])
def test_a_transfer_and_cash_call_nobody(stripe, house):
    order = an_order((a_product(on_hand=5), 1), pays_by=house)

    attempt = opening.open_attempt(order=order, at=now())

    assert (attempt.state, attempt.url, attempt.external_id) == ("open", "", "")
    assert stripe.heard == []


def test_a_silent_house_leaves_the_attempt_to_be_opened_later(stripe):
    order = an_order((a_product(on_hand=5), 1), pays_by="stripe")
    stripe.go_wrong("refuse", times=2)

    with pytest.raises(HouseUnavailable):
        opening.open_attempt(order=order, at=now())

    assert [attempt.state for attempt in order.attempts.all()] == ["created"]
    assert opening.open_attempt(order=order, at=now()).state == "open"


def test_a_slow_house_does_not_hold_the_buyer(stripe, monkeypatch):
    monkeypatch.setattr(stripe_house, "READ_SECONDS", 0.2)
    order = an_order((a_product(on_hand=5), 1), pays_by="stripe")
    stripe.go_wrong("delay", seconds=1, times=2)

    with pytest.raises(HouseUnavailable):
        opening.open_attempt(order=order, at=now())

    assert [attempt.state for attempt in order.attempts.all()] == ["created"]


def test_opened_late_the_session_is_given_its_least_time(stripe):
    """Goods are held for another 20 minutes; Stripe takes no session of under 30."""
    order = an_order((a_product(on_hand=5), 1), pays_by="stripe", at=now() - timedelta(minutes=11))

    attempt = opening.open_attempt(order=order, at=now())

    assert attempt.state == "open"
    assert attempt.expires_at > now() + timedelta(minutes=30)
    assert order.attempts.count() == 1


def test_an_order_that_is_over_is_not_opened(stripe):
    order = an_order((a_product(on_hand=5), 1), pays_by="stripe")
    life.cancel(order=order, because="Not paid in time", at=now())

    with pytest.raises(OrderIsOver) as refusal:
        opening.open_attempt(order=order, at=now())

    assert order.number in refusal.value.sentence
    assert stripe.heard == []


def test_an_order_past_its_time_is_not_opened(stripe):
    order = an_order((a_product(on_hand=5), 1), pays_by="stripe")

    with pytest.raises(OrderIsOver):
        opening.open_attempt(order=order, at=order.expires_at)

    assert stripe.heard == []


def test_a_refusal_of_another_kind_is_told(stripe, settings):
    order = an_order((a_product(price=1_000, on_hand=5, weight_g=1), 1), pays_by="vietqr")
    order.attempts.update(house="stripe", amount=5_000)

    with pytest.raises(HouseRefused) as refusal:
        opening.open_attempt(order=order, at=now())

    assert refusal.value.code == "amount_too_small"


def test_a_wrong_key_of_the_operators_is_no_refusal(stripe, settings):
    settings.STRIPE_SECRET_KEY = "sk_wrong"
    order = an_order((a_product(on_hand=5), 1), pays_by="stripe")

    with pytest.raises(HouseUnavailable):
        opening.open_attempt(order=order, at=now())

    assert [attempt.state for attempt in order.attempts.all()] == ["created"]


def test_closing_leaves_nothing_to_pay(stripe):
    order, attempt = a_card_order()

    opening.close_attempts(order=order, at=now())

    assert stripe.books.sessions[attempt.external_id]["status"] == "expired"
    assert PaymentAttempt.objects.get().state == "expired"


def test_closing_a_page_that_was_just_paid_settles_it(stripe):
    order, attempt = a_card_order()
    stripe.books.pay(attempt.external_id)

    opening.close_attempts(order=order, at=now())

    order.refresh_from_db()
    assert (PaymentAttempt.objects.get().state, order.status) == ("paid", "confirmed")


def test_closing_a_page_that_the_house_does_not_know_ends_its_attempt(stripe):
    """After another account's keys were put in, nothing old may keep the clock from its work."""
    order, _ = a_card_order()
    stripe.books.sessions.clear()

    opening.close_attempts(order=order, at=now())

    assert PaymentAttempt.objects.get().state == "expired"
