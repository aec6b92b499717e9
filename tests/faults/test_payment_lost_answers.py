"""Stripe does what it is asked, and its answer never arrives; or the buyer's browser dies after paying."""

import pytest
import time_machine
from django.utils.timezone import now

from shop.payment import opening, refunding, settling
from shop.payment.attempts import Refund
from shop.payment.exceptions import HouseUnavailable
from shop.payment.reconciling import reconcile
from tests.factories import a_product, an_order
from tests.factories.paying import a_card_order, a_paid_order


def open_with_its_answer_lost(stripe):
    """(order, how many sessions there are at the house after the buyer has tried again)"""
    order = an_order((a_product(on_hand=5), 1), pays_by="stripe")
    stripe.go_wrong("drop", match="POST /v1/checkout/sessions", times=2)
    with pytest.raises(HouseUnavailable):
        opening.open_attempt(order=order, at=now())
    opening.open_attempt(order=order, at=now())
    return order, len(stripe.books.sessions)


def test_a_session_whose_answer_was_lost_is_the_same_session(stripe):
    order, sessions = open_with_its_answer_lost(stripe)

    assert sessions == 1
    assert [attempt.external_id for attempt in order.attempts.all()] == list(stripe.books.sessions)


def test_without_the_key_there_would_be_three(stripe):
    stripe.keeps_idempotency_keys = False

    assert open_with_its_answer_lost(stripe)[1] == 3


def refund_with_its_answer_lost(stripe) -> tuple[int, int]:
    """(dong that we say went back, dong that went back)"""
    order, attempt = a_paid_order(stripe, (a_product(on_hand=9, price=20_000), 9))
    asked = refunding.refund(
        order=order, lines={order.lines.get(): 1}, shipping=0, reason="Broken", key="refund-1", at=now()
    )
    stripe.go_wrong("drop", match="POST /v1/refunds", times=2)
    with pytest.raises(HouseUnavailable):
        refunding.send(asked.pk)
    refunding.send(asked.pk)
    assert Refund.objects.get().state == "done"
    return asked.amount, stripe.books.refunded(attempt.charge_id)


def test_a_refund_whose_answer_was_lost_is_given_once(stripe):
    ours, theirs = refund_with_its_answer_lost(stripe)

    assert (ours, theirs) == (20_000, 20_000)


def test_without_the_key_it_would_be_given_three_times(stripe):
    stripe.keeps_idempotency_keys = False

    ours, theirs = refund_with_its_answer_lost(stripe)

    assert (ours, theirs) == (20_000, 60_000)


def pay_and_let_the_browser_die(stripe):
    order, attempt = a_card_order()
    stripe.books.pay(attempt.external_id)
    return order


def test_a_payment_that_no_browser_and_no_message_told_of_is_found_by_the_clock(stripe):
    order = pay_and_let_the_browser_die(stripe)

    reconcile(at=now())

    order.refresh_from_db()
    assert order.status == "confirmed"


def test_without_reconciliation_nobody_would_know(stripe, monkeypatch):
    order = pay_and_let_the_browser_die(stripe)
    monkeypatch.setattr(settling, "settle", lambda *, attempt_id, at: order.attempts.get(pk=attempt_id))

    reconcile(at=now())

    order.refresh_from_db()
    assert order.status == "awaiting_payment"


def test_the_answer_to_settling_is_lost_and_asked_for_again(stripe):
    _order, attempt = a_card_order()
    stripe.books.pay(attempt.external_id)
    stripe.go_wrong("drop", match="GET /v1/checkout/sessions", times=2)

    with pytest.raises(HouseUnavailable):
        settling.settle(attempt_id=attempt.pk, at=now())

    assert settling.settle(attempt_id=attempt.pk, at=now()).state == "paid"


def test_days_later_a_lost_refund_is_found_and_not_given_again(stripe):
    order, attempt = a_paid_order(stripe)
    asked = refunding.refund(
        order=order, lines={order.lines.get(): 1}, shipping=0, reason="Broken", key="refund-1", at=now()
    )
    stripe.go_wrong("drop", match="POST /v1/refunds", times=2)
    with pytest.raises(HouseUnavailable):
        refunding.send(asked.pk)
    stripe.answers.clear()

    with time_machine.travel(asked.asked_at.replace(year=asked.asked_at.year + 1)):
        reconcile(at=now())

    assert stripe.books.refunded(attempt.charge_id) == asked.amount
    assert Refund.objects.get().state == "done"
