"""200 buyers, 50 units of each of two products, both in every basket, in opposite orders."""

import asyncio
from collections import Counter

import pytest
from django.db import connection
from django.utils.timezone import now

from shop.checkout.bill import draw_up
from shop.order.models import Order
from shop.stock.audit import audit
from shop.stock.models import Balance
from tests.factories import a_basket, a_location, a_product, a_ward
from tests.factories.ordering import a_delivery, a_service
from tests.faults.crowd import Checkout, storm
from tests.services.web import running_web

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True), pytest.mark.timeout(240)]

BUYERS, UNITS, AT_A_TIME = 200, 50, 40


def database_url() -> str:
    settings = connection.settings_dict
    return f"postgres://{settings['USER']}:{settings['PASSWORD']}@{settings['HOST']}:{settings['PORT']}/{settings['NAME']}"


@pytest.fixture
def goods(site, vietnam):
    location = a_location()
    a_service()
    return [a_product(title, on_hand=UNITS, location=location) for title in ("Nước mắm", "Nước tương")]


def baskets_in_opposite_orders(goods) -> list:
    there = [product.pk for product in goods]
    return [there if n % 2 else there[::-1] for n in range(BUYERS)]


def what_the_page_would_show(goods) -> Checkout:
    basket = a_basket(*((product, 1) for product in goods))
    total = draw_up(basket=basket, delivery=a_delivery(), cash=True, at=now()).total
    basket.delete()
    return Checkout(province=a_ward().province.code, ward=a_ward().code, total=total)


def test_two_hundred_buyers_and_fifty_units_make_fifty_orders(goods):
    checkout = what_the_page_would_show(goods)

    with running_web(database_url()) as address:
        told = asyncio.run(storm(address, baskets_in_opposite_orders(goods), checkout, at_a_time=AT_A_TIME))
        assert told == Counter(sold=UNITS, refused=BUYERS - UNITS)
    assert Order.objects.count() == UNITS
    assert list(Balance.objects.values_list("on_hand", "reserved")) == [(UNITS, UNITS)] * 2
    assert audit() == []
