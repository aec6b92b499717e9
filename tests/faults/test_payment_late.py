"""Paid after the order ran out: the goods are held again, or the money goes back. Never paid and nothing held."""

import pytest
from django.utils.timezone import now

from shop.order import life
from shop.payment import opening, refunding, settling
from shop.payment.attempts import PaymentAttempt, Refund
from shop.payment.reconciling import reconcile
from shop.stock.audit import audit
from shop.stock.models import Reservation
from tests.factories import a_product, an_order
from tests.factories.paying import a_card_order


def paid_late(stripe, *, goods_are_gone: bool):
    """(order, attempt) of an order that ran out while its buyer was paying."""
    product = a_product(on_hand=2)
    order, attempt = a_card_order((product, 2))
    life.cancel(order=order, because="Not paid in time", at=now(), letter="expired")
    if goods_are_gone:
        an_order((product, 1), pays_by="cash")
    stripe.books.pay(attempt.external_id)
    return order, attempt


def is_held_or_given_back(order) -> bool:
    """What must hold of every order with money: its units are held or sent, or its money is asked back."""
    captured = sum(order.attempts.values_list("captured", flat=True))
    refunded = sum(order.attempts.values_list("refunded", flat=True))
    bought = sum(order.lines.values_list("quantity", flat=True))
    held = Reservation.objects.filter(line__order=order, state__in=("committed", "spent"))
    return captured == refunded or sum(held.values_list("quantity", flat=True)) == bought


def test_the_goods_are_still_there_and_are_held_again(stripe):
    order, attempt = paid_late(stripe, goods_are_gone=False)

    settling.settle(attempt_id=attempt.pk, at=now())

    order.refresh_from_db()
    assert (order.status, is_held_or_given_back(order)) == ("confirmed", True)
    assert Refund.objects.count() == 0
    assert list(audit()) == []


@pytest.mark.parametrize("times", [1, 3])
def test_the_goods_are_gone_and_all_the_money_goes_back_once(stripe, times, django_capture_on_commit_callbacks):
    order, attempt = paid_late(stripe, goods_are_gone=True)

    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(times):
            settling.settle(attempt_id=attempt.pk, at=now())

    order.refresh_from_db()
    attempt.refresh_from_db()
    assert (order.status, attempt.state, attempt.refunded) == ("cancelled", "paid", attempt.amount)
    assert is_held_or_given_back(order)
    assert stripe.books.refunded(attempt.charge_id) == attempt.amount
    assert [refund.state for refund in Refund.objects.all()] == ["done"]
    assert list(audit()) == []


def test_if_it_were_only_marked_paid_nothing_would_be_held(stripe, monkeypatch):
    order, attempt = paid_late(stripe, goods_are_gone=True)
    monkeypatch.setattr(life, "revive", lambda **facts: True)

    settling.settle(attempt_id=attempt.pk, at=now())

    assert not is_held_or_given_back(order)
    reconcile(at=now())
    assert [found.kind for found in PaymentAttempt.objects.get(pk=attempt.pk).breaks.all()] == ["nothing_held"]


def test_if_it_were_not_refunded_the_money_would_stay(stripe, monkeypatch):
    order, attempt = paid_late(stripe, goods_are_gone=True)
    monkeypatch.setattr(refunding, "refund_rest", lambda **facts: None)

    settling.settle(attempt_id=attempt.pk, at=now())

    assert not is_held_or_given_back(order)


def test_running_out_closes_the_page_so_that_it_is_rare(stripe):
    order, attempt = a_card_order()
    life.cancel(order=order, because="Not paid in time", at=now(), letter="expired")

    opening.close_attempts(order=order, at=now())

    assert stripe.books.sessions[attempt.external_id]["status"] == "expired"
