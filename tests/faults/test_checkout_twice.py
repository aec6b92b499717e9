"""One basket, pressed by many tabs in the same moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.utils.timezone import now

from shop.basket.models import Basket
from shop.checkout.bill import draw_up
from shop.checkout.submit import submit
from shop.order.models import Order
from shop.stock.audit import audit
from shop.stock.models import Balance
from tests.factories import a_basket, a_product
from tests.factories.ordering import a_buyer, a_delivery, a_service

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(120)]
TABS = 4


def test_tabs_that_press_together_get_the_same_order(site):
    a_service()
    basket = a_basket((a_product(on_hand=5), 2))
    total = draw_up(basket=basket, delivery=a_delivery(), cash=True, at=now()).total
    together = Barrier(TABS)

    def press(_tab: int) -> int:
        try:
            mine, buyer, delivery = Basket.objects.get(pk=basket.pk), a_buyer(), a_delivery()
            together.wait(20)
            return submit(
                basket=mine, buyer=buyer, delivery=delivery, pays_by="cash", expected_total=total, at=now()
            ).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(TABS) as tabs:
        orders = set(tabs.map(press, range(TABS)))

    assert (orders, Balance.objects.get().reserved) == ({Order.objects.get().pk}, 2)
    assert audit() == []
