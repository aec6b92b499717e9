"""One basket, pressed by many tabs in the same moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.utils.timezone import now

from shop.basket.models import Basket
from shop.checkout import submit as room
from shop.checkout.bill import draw_up
from shop.order.models import Order
from shop.stock.audit import audit
from shop.stock.models import Balance
from tests.factories import a_basket, a_product
from tests.factories.ordering import a_buyer, a_delivery, a_service

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(120)]
on_each_database = pytest.mark.usefixtures("each_database")
TABS = 4


def pressed_together() -> list:
    """What each tab was told: the order's key, or the name of the fault."""
    a_service()
    basket = a_basket((a_product(on_hand=5), 2))
    total = draw_up(basket=basket, delivery=a_delivery(), cash=True, at=now()).total
    together = Barrier(TABS)

    def press(_tab: int):
        try:
            mine, buyer, delivery = Basket.objects.get(pk=basket.pk), a_buyer(), a_delivery()
            together.wait(20)
            return room.submit(
                basket=mine, buyer=buyer, delivery=delivery, pays_by="cash", expected_total=total, at=now()
            ).pk
        except Exception as fault:
            return type(fault).__name__
        finally:
            connection.close()

    with ThreadPoolExecutor(TABS) as tabs:
        return list(tabs.map(press, range(TABS)))


@on_each_database
def test_tabs_that_press_together_get_the_same_order(site):
    told = pressed_together()

    assert (set(told), Balance.objects.get().reserved) == ({Order.objects.get().pk}, 2)
    assert audit() == []


@on_each_database
def test_without_the_question_for_its_order_later_tabs_are_told_that_their_basket_is_empty(site, monkeypatch):
    monkeypatch.setattr(room.Order.objects, "filter", lambda **asked: Order.objects.none())

    told = pressed_together()

    assert sorted(map(str, told)) == sorted([str(Order.objects.get().pk), *["EmptyBasket"] * (TABS - 1)])


@pytest.mark.postgres
def test_without_the_basket_s_lock_tabs_collide_and_the_constraint_alone_keeps_them_from_two_orders(site, monkeypatch):
    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, **how: rows)

    told = pressed_together()

    assert ("IntegrityError" in told, Order.objects.count()) == (True, 1)
