from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils.timezone import now

from shop.order import life
from shop.order.sending import shipping_out
from shop.payment import bank, refunding, settling
from shop.payment.attempts import BankEntry, Break, PaymentAttempt, Refund
from shop.payment.exceptions import HouseUnavailable
from shop.payment.reconciling import reconcile
from tests.factories import a_member_of_staff, a_product, an_order
from tests.factories.paying import a_card_order, a_paid_order


def open_breaks():
    return [(found.kind, found.ours, found.theirs) for found in Break.objects.filter(resolved_at=None)]


def test_a_payment_that_nobody_told_us_of_is_found(stripe):
    order, attempt = a_card_order()
    stripe.books.pay(attempt.external_id)

    summary = reconcile(at=now())

    order.refresh_from_db()
    assert (summary.asked, summary.settled, order.status) == (1, 1, "confirmed")
    assert reconcile(at=now()).asked == 0


def test_a_session_whose_answer_was_lost_is_taken_up(stripe):
    order = an_order((a_product(on_hand=5), 1), pays_by="stripe")

    reconcile(at=now() + timedelta(minutes=6))

    assert [attempt.state for attempt in order.attempts.all()] == ["open"]


def test_what_a_cancelled_order_left_open_is_closed(stripe):
    order, attempt = a_card_order()
    transfer = an_order((a_product(on_hand=5), 1), pays_by="vietqr")
    life.cancel(order=order, because="Not paid in time", at=now())
    life.cancel(order=transfer, because="Not paid in time", at=now())

    reconcile(at=now())

    assert stripe.books.sessions[attempt.external_id]["status"] == "expired"
    assert {attempt.state for attempt in PaymentAttempt.objects.all()} == {"expired"}


def test_a_refund_not_sent_is_sent(stripe):
    order, _ = a_paid_order(stripe)
    asked = refunding.refund(order=order, lines={order.lines.get(): 1}, shipping=0, reason="x", key="k", at=now())
    stripe.go_wrong("refuse", match="POST /v1/refunds", times=2)
    with pytest.raises(HouseUnavailable):
        refunding.send(asked.pk)

    summary = reconcile(at=now())

    assert (summary.refunds_sent, Refund.objects.get().state) == (1, "done")


def test_one_silent_answer_does_not_stop_the_others(stripe):
    _, first = a_card_order()
    _, second = a_card_order()
    for attempt in (first, second):
        stripe.books.pay(attempt.external_id)
    stripe.go_wrong("status", match=first.external_id)

    summary = reconcile(at=now())

    assert (summary.unanswered, summary.settled) == (1, 1)
    assert reconcile(at=now()).settled == 1


def test_money_given_back_behind_our_back_is_a_difference_until_it_is_not(stripe):
    _order, attempt = a_paid_order(stripe)
    stripe.books.refund({"payment_intent": attempt.charge_id, "amount": "1000"})

    reconcile(at=now())
    reconcile(at=now())

    assert open_breaks() == [("refund", "0", "1000")]
    stripe.books.refunds.clear()
    reconcile(at=now())
    assert open_breaks() == []


def test_another_amount_at_the_house_is_a_difference(stripe):
    _, attempt = a_paid_order(stripe)
    stripe.books.payments[attempt.charge_id]["amount_received"] -= 500

    reconcile(at=now())

    assert open_breaks() == [("amount", str(attempt.captured), str(attempt.captured - 500))]


def test_books_that_agree_have_no_differences(stripe):
    order, _ = a_paid_order(stripe)
    asked = refunding.refund(order=order, lines={order.lines.get(): 1}, shipping=0, reason="x", key="k", at=now())
    refunding.send(asked.pk)

    reconcile(at=now())

    assert open_breaks() == []


def test_bank_entries_that_do_not_add_up_are_a_difference():
    order = an_order((a_product(on_hand=5), 1), pays_by="vietqr")
    total = int(order.total_incl_tax)
    bank.confirm_by_hand(order=order, reference="A1", amount=total, happened_at=now(), at=now(), actor=None)
    reconcile(at=now())
    assert open_breaks() == []

    BankEntry.objects.update(amount=total - 1)
    reconcile(at=now())

    assert open_breaks() == [("bank_sum", str(total), str(total - 1))]


def test_cash_not_handed_over_in_time_is_a_difference(settings):
    order, staff = an_order((a_product(on_hand=5), 1), pays_by="cash"), a_member_of_staff()
    parcel = order.parcels.get()
    shipping_out.pack(parcel=parcel, at=now(), actor=staff)
    shipping_out.dispatch(parcel=parcel, tracking_number="VN1", at=now(), actor=staff)
    shipping_out.deliver(parcel=parcel, at=now(), actor=staff)
    later = now() + timedelta(days=settings.CASH_REMITTANCE_DAYS, minutes=1)

    reconcile(at=now())
    assert open_breaks() == []
    reconcile(at=later)
    assert open_breaks() == [("cash_late", str(int(order.total_incl_tax)), "0")]

    settling.record_cash(order=order, amount=int(order.total_incl_tax), at=later)
    reconcile(at=later)
    assert open_breaks() == []


def test_money_of_a_cancelled_order_that_nobody_gave_back_is_a_difference(stripe):
    order, attempt = a_paid_order(stripe)
    life.cancel(order=order, because="Cancelled without its money", at=now())

    reconcile(at=now())
    assert open_breaks() == [("nothing_held", str(attempt.captured), "0")]

    refunding.send(refunding.refund_rest(order=order, reason="x", key="k", at=now()).pk)
    reconcile(at=now())
    assert open_breaks() == []


def test_the_command_says_what_it_did(stripe, capsys):
    _, attempt = a_card_order()
    stripe.books.pay(attempt.external_id)

    call_command("reconcile_payments")

    assert capsys.readouterr().out == "asked 1, settled 1, refunds done 0, not answered 0, differences open 0\n"
