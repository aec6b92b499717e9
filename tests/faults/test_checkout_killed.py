"""The web process dies in the middle of checkout. The buyer presses again: one order, and nothing held beside it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.db.models import QuerySet
from django.utils.timezone import now

from shop.basket.models import Basket
from shop.checkout import submit as room
from shop.checkout.bill import draw_up
from shop.checkout.expiry import expire_unpaid
from shop.checkout.submit import submit
from shop.order.models import Order
from shop.payment import opening
from shop.payment.attempts import PaymentAttempt
from shop.stock.audit import audit
from shop.stock.models import Balance, Reservation
from tests.factories import a_basket, a_product
from tests.factories.ordering import a_buyer, a_delivery, a_service
from tests.faults.dying import dies_at

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("each_database"),
]


@dataclass
class Shopper:
    basket_pk: int
    total: int
    submit: Callable = submit

    def presses(self) -> Order:
        order = self.submit(
            basket=Basket.objects.get(pk=self.basket_pk),
            buyer=a_buyer(),
            delivery=a_delivery(),
            pays_by="stripe",
            expected_total=self.total,
            at=now(),
        )
        opening.open_attempt(order=order, at=now())
        return order


@pytest.fixture
def shopper(stripe) -> Shopper:
    """With a basket of two units out of five, and what the page said of it."""
    a_service("thuong")
    basket = a_basket((a_product(price=100_000, on_hand=5), 2))
    return Shopper(basket.pk, draw_up(basket=basket, delivery=a_delivery(), cash=False, at=now()).total)


@pytest.mark.parametrize("point", ["before reserving", "after reserving", "before the commit"])
def test_killed_before_the_commit_nothing_is_left_and_the_next_press_orders_once(point, shopper, stripe):
    dies_at(point, shopper.presses)
    left = (Order.objects.count(), Reservation.objects.count(), Balance.objects.get().reserved)

    order = shopper.presses()

    assert left == (0, 0, 0)
    assert (list(Order.objects.all()), Balance.objects.get().reserved, len(stripe.books.sessions)) == ([order], 2, 1)
    assert audit() == []


@pytest.mark.parametrize("point", ["after the commit", "before the card house", "after the card house"])
def test_killed_after_the_commit_the_next_press_finds_the_order_and_its_one_session(point, shopper, stripe):
    dies_at(point, shopper.presses)
    left = Order.objects.get()

    order = shopper.presses()

    assert (order, Order.objects.count(), Balance.objects.get().reserved) == (left, 1, 2)
    assert [attempt.external_id for attempt in PaymentAttempt.objects.all()] == list(stripe.books.sessions)
    assert audit() == []


def test_killed_and_never_pressed_again_the_goods_are_free_when_their_time_is_over(shopper):
    dies_at("after the commit", shopper.presses)

    expire_unpaid(at=now() + timedelta(minutes=32))

    assert (Order.objects.get().status, Balance.objects.get().reserved) == (Order.CANCELLED, 0)
    assert audit() == []


def test_without_the_transaction_an_order_would_stand_for_which_nothing_is_held(shopper, monkeypatch):
    monkeypatch.setattr(room, "_submit", room._submit.__wrapped__)
    # PostgreSQL takes no row lock outside a transaction.
    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, **how: rows)
    dies_at("before reserving", shopper.presses)

    order = submit(
        basket=Basket.objects.get(pk=shopper.basket_pk),
        buyer=a_buyer(),
        delivery=a_delivery(),
        pays_by="stripe",
        expected_total=shopper.total,
        at=now(),
    )

    assert (order.parcels.count(), order.attempts.count(), Balance.objects.get().reserved) == (1, 1, 0)
