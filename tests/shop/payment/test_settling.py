import pytest
from django.utils.timezone import now

from shop.order import life
from shop.payment import settling
from shop.payment.attempts import BankEntry, Break, PaymentAttempt, Refund
from shop.payment.exceptions import HouseUnavailable, NotToBeLookedAt
from shop.stock.models import Reservation
from tests.factories import a_member_of_staff, a_product, an_order
from tests.factories.paying import a_card_order, a_paid_order


def test_paid_at_the_house_confirms_the_order(stripe):
    order, attempt = a_card_order()
    stripe.books.pay(attempt.external_id)

    attempt = settling.settle(attempt_id=attempt.pk, at=now())

    order.refresh_from_db()
    assert (attempt.state, attempt.captured, order.status) == ("paid", attempt.amount, "confirmed")
    assert [reservation.state for reservation in Reservation.objects.all()] == ["committed"]


def test_settled_five_times_is_settled_once(stripe):
    order, attempt = a_paid_order(stripe)
    settled_at = attempt.settled_at

    for _ in range(4):
        settling.settle(attempt_id=attempt.pk, at=now())

    attempt = PaymentAttempt.objects.get()
    assert (attempt.captured, attempt.settled_at) == (attempt.amount, settled_at)
    assert order.status_changes.count() == 1


def test_not_yet_paid_changes_nothing(stripe):
    _, attempt = a_card_order()

    assert settling.settle(attempt_id=attempt.pk, at=now()).state == "open"


def test_a_session_that_ended_ends_its_attempt(stripe):
    _, attempt = a_card_order()
    stripe.books.expire(attempt.external_id)

    assert settling.settle(attempt_id=attempt.pk, at=now()).state == "expired"


@pytest.mark.parametrize("difference", [-1, 1])
def test_another_amount_is_looked_at_by_a_person(stripe, difference):
    order, attempt = a_card_order()
    stripe.books.pay(attempt.external_id, amount=attempt.amount + difference)

    attempt = settling.settle(attempt_id=attempt.pk, at=now())

    order.refresh_from_db()
    assert (attempt.state, attempt.captured, order.status) == (
        "review",
        attempt.amount + difference,
        "awaiting_payment",
    )
    assert [(found.kind, found.ours, found.theirs) for found in Break.objects.all()] == [
        ("amount", str(attempt.amount), f"{attempt.captured} vnd")
    ]


def test_another_currency_is_looked_at_by_a_person(stripe):
    _, attempt = a_card_order()
    stripe.books.pay(attempt.external_id, currency="usd")

    assert settling.settle(attempt_id=attempt.pk, at=now()).state == "review"


def test_a_person_accepts_what_came_in(stripe):
    order, attempt = a_card_order()
    stripe.books.pay(attempt.external_id, amount=attempt.amount - 1)
    settling.settle(attempt_id=attempt.pk, at=now())

    attempt = settling.accept(attempt=attempt, at=now(), actor=a_member_of_staff())

    order.refresh_from_db()
    assert (attempt.state, order.status) == ("paid", "confirmed")
    assert Break.objects.filter(resolved_at=None).count() == 0
    with pytest.raises(NotToBeLookedAt):
        settling.accept(attempt=attempt, at=now())


def test_a_person_declines_what_came_in(stripe):
    order, attempt = a_card_order()
    stripe.books.pay(attempt.external_id, amount=attempt.amount - 1)
    settling.settle(attempt_id=attempt.pk, at=now())

    refund = settling.decline(attempt=attempt, because="Not the price", at=now())

    order.refresh_from_db()
    attempt.refresh_from_db()
    assert (refund.amount, attempt.refunded, attempt.state) == (attempt.amount - 1, attempt.captured, "expired")
    assert order.status == "awaiting_payment"


def test_the_page_asks_the_house_once_for_many_tabs(stripe):
    order, _ = a_card_order()
    stripe.heard.clear()

    states = [settling.look_again(order=order, at=now()) for _ in range(5)]

    assert states == ["open"] * 5
    assert len(stripe.heard) == 1


def test_a_silent_house_is_said_to_be_silent(stripe):
    _, attempt = a_card_order()
    stripe.go_wrong("status", status=503)

    with pytest.raises(HouseUnavailable):
        settling.settle(attempt_id=attempt.pk, at=now())


def test_cash_is_paid_when_it_is_handed_over():
    order = an_order((a_product(on_hand=5, price=100_000), 2), pays_by="cash")
    due = settling.amount_due(order)

    attempt = settling.record_cash(order=order, amount=due, at=now(), actor=a_member_of_staff())

    assert due == int(order.total_incl_tax)
    assert (attempt.state, attempt.captured, settling.amount_due(order)) == ("paid", due, 0)


def test_cash_recorded_twice_with_one_reference_counts_once():
    order = an_order((a_product(on_hand=5, price=100_000), 2), pays_by="cash")

    for _ in range(2):
        settling.record_cash(order=order, amount=100_000, at=now(), reference="VNPOST-1")

    attempt = PaymentAttempt.objects.get()
    assert (attempt.state, attempt.captured) == ("created", 100_000)
    assert settling.amount_due(order) == int(order.total_incl_tax) - 100_000
    rest = settling.record_cash(order=order, amount=settling.amount_due(order), at=now(), reference="VNPOST-2")
    assert (rest.state, rest.captured) == ("paid", int(order.total_incl_tax))
    assert BankEntry.objects.filter(provider="cash").count() == 2


def test_too_much_cash_is_looked_at():
    order = an_order((a_product(on_hand=5), 1), pays_by="cash")

    attempt = settling.record_cash(order=order, amount=int(order.total_incl_tax) + 1, at=now())

    assert attempt.state == "review"


def test_units_cancelled_before_they_are_sent_are_not_collected():
    order = an_order((a_product(on_hand=5, price=100_000), 2), pays_by="cash")
    before = settling.amount_due(order)

    life.cancel_units(line=order.lines.get(), quantity=1, because="Broken", at=now())

    assert before - settling.amount_due(order) == 100_000
    attempt = settling.record_cash(order=order, amount=before - 100_000, at=now())
    assert attempt.state == "paid"


def test_nothing_is_due_for_a_cancelled_order():
    order = an_order((a_product(on_hand=5), 1), pays_by="cash")

    order = life.cancel(order=order, because="Changed my mind", at=now())

    assert settling.amount_due(order) == 0


def test_paid_twice_by_two_attempts_the_second_goes_back(stripe):
    order, first = a_paid_order(stripe)
    second = PaymentAttempt.objects.create(
        order=order, house="vietqr", amount=first.amount, key="second", state="open", expires_at=now()
    )

    settling.received(attempt=second, amount=first.amount, at=now())

    refund = Refund.objects.get()
    assert (refund.attempt, refund.amount, refund.reason) == (second, second.amount, "Paid twice")
    order.refresh_from_db()
    assert order.status == "confirmed"
