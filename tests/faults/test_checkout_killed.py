"""The web process dies in the middle of checkout. The buyer presses again: one order, and nothing held beside it."""

import json
import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.utils.timezone import now

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

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(180)]

HOUSE = Path(__file__).resolve().parents[2]


def database_url() -> str:
    its = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{its['NAME']}"
    return f"postgres://{its['USER']}:{its['PASSWORD']}@{its['HOST']}:{its['PORT']}/{its['NAME']}"


@pytest.fixture
def told() -> dict:
    """A basket of two units, and what the page said of it."""
    a_service("thuong")
    basket = a_basket((a_product(price=100_000, on_hand=5), 2))
    total = draw_up(basket=basket, delivery=a_delivery(), cash=False, at=now()).total
    return {"basket": basket.pk, "pays_by": "stripe", "total": total}


def dies(point: str, told: dict, stripe) -> None:
    """A process that begins to place the order and is killed at this point."""
    environment = {
        "DATABASE_URL": database_url(),
        "DJANGO_SETTINGS_MODULE": "shop.settings",
        "EMAIL_URL": "dummymail://",
        "STRIPE_API_BASE": stripe.url,
        "STRIPE_SECRET_KEY": stripe.secret_key,
        "STRIPE_WEBHOOK_SECRET": stripe.webhook_secret,
    }
    connection.close()
    process = subprocess.run(
        [sys.executable, "-m", "tests.faults.dying", point, json.dumps(told)],
        cwd=HOUSE,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert process.returncode == -signal.SIGKILL, process.stderr


def presses_again(told: dict) -> Order:
    from shop.basket.models import Basket

    order = submit(
        basket=Basket.objects.get(pk=told["basket"]),
        buyer=a_buyer(),
        delivery=a_delivery(),
        pays_by=told["pays_by"],
        expected_total=told["total"],
        at=now(),
    )
    opening.open_attempt(order=order, at=now())
    return order


@pytest.mark.parametrize("point", ["before reserving", "after reserving", "before the commit"])
def test_killed_before_the_commit_nothing_is_left_and_the_next_press_orders_once(point, told, stripe):
    dies(point, told, stripe)

    left = (Order.objects.count(), Reservation.objects.count(), Balance.objects.get().reserved)
    order = presses_again(told)

    assert left == (0, 0, 0)
    assert (list(Order.objects.all()), Balance.objects.get().reserved, len(stripe.books.sessions)) == ([order], 2, 1)
    assert audit() == []


@pytest.mark.parametrize("point", ["after the commit", "before the card house", "after the card house"])
def test_killed_after_the_commit_the_next_press_finds_the_order_and_its_one_session(point, told, stripe):
    dies(point, told, stripe)

    left = Order.objects.get()
    order = presses_again(told)

    assert (order, Order.objects.count(), Balance.objects.get().reserved) == (left, 1, 2)
    assert [attempt.external_id for attempt in PaymentAttempt.objects.all()] == list(stripe.books.sessions)
    assert audit() == []


def test_killed_and_never_pressed_again_the_goods_are_free_when_their_time_is_over(told, stripe):
    dies("after the commit", told, stripe)

    expire_unpaid(at=now() + timedelta(minutes=32))

    assert (Order.objects.get().status, Balance.objects.get().reserved) == (Order.CANCELLED, 0)
    assert audit() == []


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL takes no row lock outside a transaction")
def test_without_the_transaction_goods_would_be_held_for_half_an_order(told, stripe):
    dies("after reserving, without a transaction", told, stripe)

    order = presses_again(told)

    assert (order.parcels.count(), order.attempts.filter(pk__isnull=False).count() > 1, audit() == []) == (
        0,
        False,
        False,
    )
