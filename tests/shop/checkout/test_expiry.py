from datetime import timedelta
from functools import partial

import pytest
from django.core.management import call_command
from django.utils.timezone import now

from shop.checkout.expiry import expire_unpaid
from shop.order.models import Order
from shop.payment import opening, settling
from shop.payment.attempts import PaymentAttempt
from shop.stock.models import Balance
from tests.factories import a_basket, a_product
from tests.factories.ordering import submit_an_order
from tests.services.stripe import shop_with_stripe

pytestmark = pytest.mark.django_db


def later():
    """When every order's time to pay is over. The fake Stripe has a clock of its own, so ours is the real one."""
    return now() + timedelta(days=2)


def an_unpaid_order(pays_by="vietqr", **facts):
    return submit_an_order(a_basket((a_product(price=100_000, on_hand=5), 2)), pays_by=pays_by, at=now(), **facts)


def test_what_is_not_paid_in_time_lets_its_goods_go_once():
    order = an_unpaid_order()

    expired = [expire_unpaid(at=later()), expire_unpaid(at=later())]

    order.refresh_from_db()
    assert (expired, order.status, Balance.objects.get().reserved) == ([1, 0], Order.CANCELLED, 0)
    assert [attempt.state for attempt in order.attempts.all()] == [PaymentAttempt.State.EXPIRED]


def test_what_still_has_time_is_left_alone():
    order = an_unpaid_order()

    assert expire_unpaid(at=order.expires_at - timedelta(seconds=1)) == 0
    assert (Order.objects.get().status, Balance.objects.get().reserved) == (Order.AWAITING_PAYMENT, 2)


def test_cash_and_paid_orders_never_expire():
    an_unpaid_order(pays_by="cash")
    paid = an_unpaid_order()
    settling.received(attempt=paid.attempts.get(), amount=int(paid.total_incl_tax), at=now())

    assert expire_unpaid(at=later()) == 0
    assert {order.status for order in Order.objects.all()} == {Order.CONFIRMED}


def underpaid() -> Order:
    order = an_unpaid_order()
    settling.received(attempt=order.attempts.get(), amount=int(order.total_incl_tax) - 1, at=now())
    return order


def test_money_that_somebody_looks_at_keeps_its_order_waiting():
    order = underpaid()

    assert expire_unpaid(at=later()) == 0
    order.refresh_from_db()
    assert (order.status, Balance.objects.get().reserved) == (Order.AWAITING_PAYMENT, 2)


def test_it_is_seen_too_where_the_money_came_while_the_list_was_walked(monkeypatch):
    """Between the list and the lock the payment house is called, which takes its time."""
    order = an_unpaid_order()
    came_in = partial(settling.received, attempt=order.attempts.get(), amount=1, at=now())
    monkeypatch.setattr(opening, "close_attempts", lambda **asked: came_in())

    assert (expire_unpaid(at=later()), Order.objects.get().status) == (0, Order.AWAITING_PAYMENT)


@pytest.mark.parametrize(
    ("answer", "expired", "status", "reserved"),
    [(settling.accept, 0, Order.CONFIRMED, 2), (settling.decline, 1, Order.CANCELLED, 0)],
)
def test_what_was_said_of_the_money_decides(answer, expired, status, reserved):
    order = underpaid()
    because = {"because": "Too little"} if answer is settling.decline else {}
    answer(attempt=order.attempts.get(), at=later(), **because)

    assert expire_unpaid(at=later()) == expired
    assert (Order.objects.get().status, Balance.objects.get().reserved) == (status, reserved)


def test_money_that_comes_after_the_end_brings_the_goods_back():
    order = an_unpaid_order()
    expire_unpaid(at=later())

    settling.received(attempt=order.attempts.get(), amount=int(order.total_incl_tax), at=later())

    assert (Order.objects.get().status, Balance.objects.get().reserved) == (Order.CONFIRMED, 2)


def test_a_card_paid_in_the_last_moment_is_an_order_that_is_paid(settings):
    with shop_with_stripe(settings) as fake:
        order = an_unpaid_order(pays_by="stripe")
        fake.books.pay(opening.open_attempt(order=order, at=now()).external_id)

        expired = expire_unpaid(at=later())

    assert (expired, Order.objects.get().status, Balance.objects.get().reserved) == (0, Order.CONFIRMED, 2)


def test_a_card_session_is_closed_before_the_goods_go_free(settings):
    with shop_with_stripe(settings) as fake:
        order = an_unpaid_order(pays_by="stripe")
        session = opening.open_attempt(order=order, at=now()).external_id

        expired = expire_unpaid(at=later())

        assert (expired, fake.books.session(session)["status"]) == (1, "expired")
    assert Balance.objects.get().reserved == 0


def test_a_house_too_slow_for_us_is_one_that_does_not_answer(settings):
    """Paid in the last moment, and we do not hear it: the goods go free, and the money brings them back."""
    with shop_with_stripe(settings) as fake:
        order = an_unpaid_order(pays_by="stripe")
        attempt = opening.open_attempt(order=order, at=now())
        fake.books.pay(attempt.external_id)
        fake.go_wrong("refuse", times=2)

        expired = expire_unpaid(at=later())
        left = Order.objects.get().status, Balance.objects.get().reserved
        settling.settle(attempt_id=attempt.pk, at=later())

    assert (expired, left) == (1, (Order.CANCELLED, 0))
    assert (Order.objects.get().status, Balance.objects.get().reserved) == (Order.CONFIRMED, 2)


def test_a_house_that_does_not_answer_does_not_keep_the_goods(settings):
    settings.STRIPE_API_BASE, settings.STRIPE_SECRET_KEY = "http://127.0.0.1:9", "sk_test_x"
    order = an_unpaid_order(pays_by="stripe")
    PaymentAttempt.objects.update(state=PaymentAttempt.State.OPEN, external_id="cs_1")

    expire_unpaid(at=later())

    order.refresh_from_db()
    assert (order.status, Balance.objects.get().reserved) == (Order.CANCELLED, 0)


def test_the_command_says_how_many(capsys):
    an_unpaid_order()
    Order.objects.update(expires_at=now() - timedelta(minutes=1))

    call_command("expire_unpaid")

    assert capsys.readouterr().out == "expired 1\n"
