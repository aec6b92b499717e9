"""Two at once with one order's money, on PostgreSQL, each in a connection of its own."""

from threading import Barrier

import pytest
from django.utils.timezone import now

from shop.order import life
from shop.order.models import Order
from shop.payment import refunding, settling
from shop.payment.attempts import PaymentAttempt, Refund
from shop.payment.exceptions import TooManyUnits
from shop.payment.houses.stripe_house import StripeHouse
from shop.stock import locks
from tests.factories import a_product
from tests.factories.paying import a_card_order, a_paid_order
from tests.races import PATIENCE_SECONDS, Meeting, at_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def unlocked(monkeypatch):
    """The guard removed: an order's row is read and not locked."""
    monkeypatch.setattr(locks, "order", lambda pk: Order.objects.get(pk=pk))


def settle_four_times(stripe, monkeypatch) -> tuple[Order, int]:
    """(order, how often it was confirmed). All four have the house's answer before the first may take it in, and have
    read the order before one of them changes it, unless they wait for its lock."""
    order, attempt = a_card_order()
    stripe.books.pay(attempt.external_id)
    together, look = Barrier(4), StripeHouse.look
    all_have_read, lock = Meeting(4), settling.lock

    def look_together(self, external_id):
        finding = look(self, external_id)
        together.wait(PATIENCE_SECONDS)
        return finding

    def lock_together(attempt_id):
        read = lock(attempt_id)
        all_have_read.come()
        return read

    confirm, confirmed = life.confirm, []

    def counted(**facts):
        confirmed.append(facts)
        return confirm(**facts)

    monkeypatch.setattr(StripeHouse, "look", look_together)
    monkeypatch.setattr(settling, "lock", lock_together)
    monkeypatch.setattr(life, "confirm", counted)
    at_once(*[lambda: settling.settle(attempt_id=attempt.pk, at=now())] * 4)
    return order, len(confirmed)


def test_settled_by_four_at_once_the_order_is_confirmed_once(stripe, monkeypatch):
    order, confirmed = settle_four_times(stripe, monkeypatch)

    assert confirmed == 1
    assert [change.new_status for change in order.status_changes.all()] == ["confirmed"]
    assert [(attempt.state, attempt.captured) for attempt in PaymentAttempt.objects.all()] == [
        ("paid", int(order.total_incl_tax))
    ]


def test_without_the_lock_it_would_be_confirmed_more_than_once(stripe, monkeypatch, unlocked):
    assert settle_four_times(stripe, monkeypatch)[1] == 4


def write_together(monkeypatch):
    """Both have found that the money may go back before one of them writes it down, unless they wait for a lock."""
    both_have_looked, write = Meeting(2), refunding._write

    def written(*facts, **more):
        both_have_looked.come()
        return write(*facts, **more)

    monkeypatch.setattr(refunding, "_write", written)


def refund_the_only_unit_twice(stripe, monkeypatch) -> list:
    order, _ = a_paid_order(stripe, (a_product(on_hand=9, price=20_000), 1), (a_product(on_hand=9), 1))
    line = order.lines.get(line_price_incl_tax=20_000)
    write_together(monkeypatch)
    return at_once(
        *[
            lambda key=key: refunding.refund(
                order=order, lines={line: 1}, shipping=0, reason="Broken", key=key, at=now(), still_send=True
            )
            for key in ("left", "right")
        ]
    )


def test_of_two_refunds_of_one_unit_one_is_refused(stripe, monkeypatch):
    answers = refund_the_only_unit_twice(stripe, monkeypatch)

    assert sorted(type(answer).__name__ for answer in answers) == ["Refund", "TooManyUnits"]
    assert PaymentAttempt.objects.get().refunded == 20_000
    refusal = next(answer for answer in answers if isinstance(answer, TooManyUnits))
    assert (refusal.asked, refusal.left) == (1, 0)


def test_without_the_lock_the_unit_would_be_refunded_twice(stripe, monkeypatch, unlocked):
    refund_the_only_unit_twice(stripe, monkeypatch)

    assert PaymentAttempt.objects.get().refunded == 40_000


def give_all_back_twice(stripe, monkeypatch) -> tuple[list, PaymentAttempt]:
    order, attempt = a_paid_order(stripe)
    write_together(monkeypatch)
    answers = at_once(
        *[lambda key=key: refunding.refund_rest(order=order, reason="x", key=key, at=now()) for key in ("a", "b")]
    )
    attempt.refresh_from_db()
    return answers, attempt


def test_even_without_the_lock_no_more_goes_back_than_came_in(stripe, monkeypatch, unlocked):
    """The conditional UPDATE stands alone."""
    answers, attempt = give_all_back_twice(stripe, monkeypatch)

    assert sorted(type(answer).__name__ for answer in answers) == ["Refund", "RefundTooLarge"]
    assert (attempt.refunded, Refund.objects.count()) == (attempt.captured, 1)


def test_without_the_condition_the_constraint_still_stands(stripe, monkeypatch, unlocked):
    filtered = PaymentAttempt.objects.filter

    def unconditional(**conditions):
        conditions.pop("captured__gte", None)
        return filtered(**conditions)

    monkeypatch.setattr(PaymentAttempt.objects, "filter", unconditional)

    answers, attempt = give_all_back_twice(stripe, monkeypatch)

    assert sorted(type(answer).__name__ for answer in answers) == ["IntegrityError", "Refund"]
    assert attempt.refunded == attempt.captured


def test_one_key_pressed_twice_is_one_refund(stripe, monkeypatch):
    order, _ = a_paid_order(stripe)
    line = order.lines.get()

    answers = at_once(
        *[lambda: refunding.refund(order=order, lines={line: 1}, shipping=0, reason="x", key="one", at=now())] * 2
    )

    assert answers[0] == answers[1] == Refund.objects.get()
