from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.timezone import now

from shop.order import life
from shop.payment import calling_off, refunding, settling
from shop.payment.attempts import Break, PaymentAttempt, Refund, RefundLine
from shop.payment.exceptions import (
    EmptyRefund,
    HouseUnavailable,
    NotByHand,
    NothingCaptured,
    RefundTooLarge,
    TooManyUnits,
)
from shop.stock.models import Balance
from tests.factories import a_member_of_staff, a_product, an_order
from tests.factories.paying import a_card_order, a_paid_order


def refund(order, lines, *, shipping=0, key="key-1", **facts):
    return refunding.refund(order=order, lines=lines, shipping=shipping, reason="Broken", key=key, at=now(), **facts)


def test_one_unit_before_it_is_sent_goes_free_and_its_price_back(stripe):
    order, attempt = a_paid_order(stripe, (a_product(on_hand=5, price=120_000), 3))
    line = order.lines.get()

    given = refunding.send(refund(order, {line: 1}).pk)

    line.refresh_from_db()
    attempt.refresh_from_db()
    assert (given.state, given.amount, attempt.refunded) == ("done", 120_000, 120_000)
    assert [(part.line, part.quantity, part.amount) for part in given.lines.all()] == [(line, 1, 120_000)]
    assert line.units_cancelled == 1
    assert Balance.objects.get().reserved == 2
    assert [(one["amount"], one["metadata"]) for one in stripe.books.refunds.values()] == [
        (120_000, {"refund": "key-1", "order": order.number})
    ]


def test_goods_that_are_still_sent_stay_promised(stripe):
    order, _ = a_paid_order(stripe, (a_product(on_hand=5), 3))
    line = order.lines.get()

    refund(order, {line: 1}, still_send=True)

    line.refresh_from_db()
    assert (line.units_cancelled, Balance.objects.get().reserved) == (0, 3)


def test_units_cancelled_before_are_refunded_without_cancelling_more(stripe):
    order, _ = a_paid_order(stripe, (a_product(on_hand=5), 3))
    line = order.lines.get()
    life.cancel_units(line=line, quantity=1, because="Gone", at=now())

    refund(order, {line: 1})

    line.refresh_from_db()
    assert (line.units_cancelled, Balance.objects.get().reserved) == (1, 2)


def test_the_same_key_is_the_same_refund(stripe):
    order, attempt = a_paid_order(stripe)
    line = order.lines.get()

    first, second = refund(order, {line: 1}), refund(order, {line: 1})

    attempt.refresh_from_db()
    assert first == second
    assert attempt.refunded == first.amount


def test_no_more_units_than_were_bought(stripe):
    order, _ = a_paid_order(stripe, (a_product(on_hand=5), 2))
    line = order.lines.get()
    refund(order, {line: 1})

    with pytest.raises(TooManyUnits) as refusal:
        refund(order, {line: 2}, key="key-2")

    assert (refusal.value.asked, refusal.value.left) == (2, 1)
    assert Refund.objects.count() == 1


def test_no_more_shipping_than_was_paid(stripe):
    order, _ = a_paid_order(stripe)
    paid = int(order.shipping_incl_tax)
    refund(order, {}, shipping=paid - 1)

    with pytest.raises(RefundTooLarge) as refusal:
        refund(order, {}, shipping=2, key="key-2")

    assert (refusal.value.asked, refusal.value.left) == (2, 1)


@pytest.mark.parametrize("shipping", [0])
def test_a_refund_of_nothing_is_refused(stripe, shipping):
    order, _ = a_paid_order(stripe)

    with pytest.raises(EmptyRefund):
        refund(order, {}, shipping=shipping)

    assert Refund.objects.count() == 0


def test_nothing_is_given_back_before_anything_came_in(stripe):
    order, _ = a_card_order()

    with pytest.raises(NothingCaptured):
        refund(order, {order.lines.get(): 1})


def test_the_parts_of_a_line_add_up_to_its_price(stripe):
    order, _attempt = a_paid_order(stripe, (a_product(on_hand=5, price=100_000), 3))
    line = order.lines.get()
    type(line).objects.filter(pk=line.pk).update(line_price_incl_tax=299_999)

    amounts = [refund(order, {line: 1}, key=f"key-{n}").amount for n in range(3)]

    assert amounts == [99_999, 100_000, 100_000]


def test_the_rest_is_everything_that_is_left(stripe):
    order, attempt = a_paid_order(stripe, (a_product(on_hand=5), 2))
    line = order.lines.get()
    refund(order, {line: 1})

    rest = refunding.refund_rest(order=order, reason="Closed", key="rest", at=now())

    attempt.refresh_from_db()
    assert attempt.refunded == attempt.captured
    assert [(part.line, part.quantity, part.amount) for part in rest.lines.order_by("pk")] == [
        (line, 1, 120_000),
        (None, 0, int(order.shipping_incl_tax)),
    ]
    assert refunding.refund_rest(order=order, reason="Closed", key="again", at=now()) is None


def test_the_database_holds_refunds_within_what_was_captured(stripe):
    _, attempt = a_paid_order(stripe)

    with pytest.raises(IntegrityError), transaction.atomic():
        PaymentAttempt.objects.filter(pk=attempt.pk).update(refunded=F("captured") + 1)


def test_a_refund_the_house_refuses_counts_as_not_given(stripe):
    order, attempt = a_paid_order(stripe)
    stripe.books.refund({"payment_intent": attempt.charge_id})
    asked = refund(order, {order.lines.get(): 1})

    given = refunding.send(asked.pk)

    attempt.refresh_from_db()
    assert (given.state, attempt.refunded) == ("failed", 0)
    assert [found.kind for found in Break.objects.all()] == ["refund_failed"]


def test_a_refund_on_its_way_is_asked_about_until_it_is_there(stripe):
    order, _ = a_paid_order(stripe)
    stripe.books.refund_status = "pending"
    asked = refund(order, {order.lines.get(): 1})

    waiting = refunding.send(asked.pk)

    assert (waiting.state, bool(waiting.external_id)) == ("asked", True)
    stripe.books.change_refund(waiting.external_id, "succeeded")
    assert refunding.send(asked.pk).state == "done"
    assert len(stripe.books.refunds) == 1


def test_a_refund_not_answered_is_asked_for_again_and_given_once(stripe):
    order, _ = a_paid_order(stripe)
    asked = refund(order, {order.lines.get(): 1})
    stripe.go_wrong("drop", match="POST /v1/refunds", times=2)

    with pytest.raises(HouseUnavailable):
        refunding.send(asked.pk)

    assert refunding.send(asked.pk).state == "done"
    assert len(stripe.books.refunds) == 1


def test_asked_for_again_after_days_it_is_looked_for_first(stripe):
    """By then Stripe has forgotten the key, and would give the money a second time."""
    order, _ = a_paid_order(stripe)
    asked = refund(order, {order.lines.get(): 1})
    stripe.go_wrong("drop", match="POST /v1/refunds", times=2)
    with pytest.raises(HouseUnavailable):
        refunding.send(asked.pk)
    stripe.answers.clear()

    given = refunding.send(asked.pk, at=now() + timedelta(days=2))

    assert (given.state, len(stripe.books.refunds)) == ("done", 1)


def test_money_back_by_hand_is_listed_until_a_person_has_paid_it():
    order, staff = an_order((a_product(on_hand=5), 2), pays_by="cash"), a_member_of_staff()
    settling.record_cash(order=order, amount=int(order.total_incl_tax), at=now())
    asked = refund(order, {order.lines.get(): 1}, still_send=True)

    assert refunding.send(asked.pk).state == "asked"
    assert list(Refund.objects.by_hand()) == [asked]

    done = refunding.mark_paid_back(refund=asked, reference="FT26123", at=now(), actor=staff)

    assert (done.state, done.external_id) == ("done", "FT26123")
    assert list(Refund.objects.by_hand()) == []
    with pytest.raises(NotByHand):
        refunding.mark_paid_back(refund=asked, reference="FT26123", at=now(), actor=staff)


def test_a_card_refund_is_not_paid_by_hand(stripe):
    order, _ = a_paid_order(stripe)

    with pytest.raises(NotByHand):
        refunding.mark_paid_back(refund=refund(order, {order.lines.get(): 1}), reference="x", at=now(), actor=None)


def test_after_commit_the_house_is_asked_by_itself(stripe, django_capture_on_commit_callbacks):
    order, _ = a_paid_order(stripe)

    with django_capture_on_commit_callbacks(execute=True):
        asked = refund(order, {order.lines.get(): 1})

    assert Refund.objects.get(pk=asked.pk).state == "done"


def test_calling_off_frees_the_goods_and_gives_all_back(stripe, django_capture_on_commit_callbacks):
    order, attempt = a_paid_order(stripe)

    with django_capture_on_commit_callbacks(execute=True):
        given = calling_off.call_off(order=order, because="Changed my mind", at=now())

    order.refresh_from_db()
    attempt.refresh_from_db()
    assert (order.status, attempt.refunded, Balance.objects.get().reserved) == ("cancelled", attempt.captured, 0)
    assert Refund.objects.get(pk=given.pk).state == "done"
    assert calling_off.call_off(order=order, because="Twice", at=now()) == given


def test_calling_off_an_unpaid_order_closes_its_page(stripe, django_capture_on_commit_callbacks):
    order, attempt = a_card_order()

    with django_capture_on_commit_callbacks(execute=True):
        given = calling_off.call_off(order=order, because="Changed my mind", at=now())

    assert given is None
    assert stripe.books.sessions[attempt.external_id]["status"] == "expired"
    assert PaymentAttempt.objects.get().state == "expired"


def test_money_that_arrives_for_a_called_off_order_goes_back(stripe):
    order, attempt = a_card_order()
    calling_off.call_off(order=order, because="Changed my mind", at=now())
    stripe.books.pay(attempt.external_id)

    attempt = settling.settle(attempt_id=attempt.pk, at=now())

    order.refresh_from_db()
    assert (order.status, attempt.state) == ("cancelled", "paid")
    assert [given.amount for given in Refund.objects.all()] == [attempt.captured]


def test_units_called_off_are_given_back_or_not_collected(stripe):
    card, _ = a_paid_order(stripe, (a_product(on_hand=5), 2))
    cash = an_order((a_product(on_hand=5), 2), pays_by="cash")
    due = settling.amount_due(cash)

    given = calling_off.call_off_units(order=card, lines={card.lines.get(): 1}, because="Gone", key="units-1", at=now())
    none = calling_off.call_off_units(order=cash, lines={cash.lines.get(): 1}, because="Gone", key="units-2", at=now())

    assert (given.amount, none, due - settling.amount_due(cash)) == (120_000, None, 120_000)
    assert RefundLine.objects.count() == 1
