"""200 buyers, 50 units of each of two products, both in every basket, in opposite orders."""

import asyncio
import json
import os
import subprocess
import sys
from collections import Counter

import pytest
from django.utils.timezone import now

from shop.checkout.bill import draw_up
from shop.order.models import Order
from shop.stock.audit import audit
from shop.stock.models import Balance
from tests.factories import a_basket, a_location, a_product, a_ward
from tests.factories.ordering import a_delivery, a_service
from tests.faults.crowd import Checkout, storm
from tests.faults.stock_oscar.guest import Guest as OscarsGuest
from tests.services.database import database_url
from tests.services.postgres import fresh_database
from tests.services.processes import HOUSE
from tests.services.web import running_web

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

BUYERS, UNITS, AT_A_TIME = 200, 50, 40


@pytest.fixture
def goods(site, vietnam):
    location = a_location()
    a_service()
    return [a_product(title, on_hand=UNITS, location=location) for title in ("Nước mắm", "Nước tương")]


def in_opposite_orders(there: list[int]) -> list[list[int]]:
    return [there if n % 2 else there[::-1] for n in range(BUYERS)]


def what_the_page_would_show(goods) -> Checkout:
    basket = a_basket(*((product, 1) for product in goods))
    total = draw_up(basket=basket, delivery=a_delivery(), cash=True, at=now()).total
    basket.delete()
    return Checkout(province=a_ward().province.code, ward=a_ward().code, total=total)


def test_two_hundred_buyers_and_fifty_units_make_fifty_orders(goods):
    checkout = what_the_page_would_show(goods)
    baskets = in_opposite_orders([product.pk for product in goods])

    with running_web(database_url()) as address:
        told = asyncio.run(storm(address, baskets, checkout, at_a_time=AT_A_TIME)).told
        assert told == Counter(sold=UNITS, refused=BUYERS - UNITS)
    assert Order.objects.count() == UNITS
    assert list(Balance.objects.values_list("on_hand", "reserved")) == [(UNITS, UNITS)] * 2
    assert audit() == []


def stage(url: str, *numbers: int):
    """Stock Oscar's side, in a process of its own, since one process has one set of settings."""
    command = [sys.executable, "-m", "tests.faults.stock_oscar.stage", *map(str, numbers)]
    environment = os.environ | {"DATABASE_URL": url}
    done = subprocess.run(command, cwd=HOUSE, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_the_same_storm_sells_more_than_there_is_through_stock_oscar():
    with fresh_database(os.environ["TEST_POSTGRES_URL"], "storm_of_stock_oscar") as url:
        baskets = in_opposite_orders(stage(url, 2, UNITS))
        with running_web(url, environment={"WSGI": "tests.faults.stock_oscar.wsgi"}) as address:
            told = asyncio.run(storm(address, baskets, None, at_a_time=AT_A_TIME, guest=OscarsGuest)).told
            assert told["sold"] > UNITS
        assert stage(url)["units"] > 2 * UNITS
