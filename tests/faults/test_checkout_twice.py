"""One basket, pressed by many tabs in the same moment."""

from threading import Barrier

import pytest
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
from tests.races import PATIENCE_SECONDS, Meeting, at_once

pytestmark = pytest.mark.django_db(transaction=True)
on_each_database = pytest.mark.usefixtures("each_database")
TABS = 4


def pressed_together() -> list:
    """What each tab was told: the order's key, or the name of the fault."""
    a_service()
    basket = a_basket((a_product(on_hand=5), 2))
    total = draw_up(basket=basket, delivery=a_delivery(), cash=True, at=now()).total
    together = Barrier(TABS)

    def press():
        mine, buyer, delivery = Basket.objects.get(pk=basket.pk), a_buyer(), a_delivery()
        together.wait(PATIENCE_SECONDS)
        return room.submit(
            basket=mine, buyer=buyer, delivery=delivery, pays_by="cash", expected_total=total, at=now()
        ).pk

    answers = at_once(*[press] * TABS)
    return [type(answer).__name__ if isinstance(answer, Exception) else answer for answer in answers]


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
    all_have_read, check = Meeting(TABS), room._check

    def check_together(*facts):
        all_have_read.come()
        check(*facts)

    monkeypatch.setattr(room, "_check", check_together)

    told = pressed_together()

    assert ("IntegrityError" in told, Order.objects.count()) == (True, 1)
