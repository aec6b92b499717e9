from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from shop.stock import terms
from shop.stock.audit import audit
from tests.factories import a_location, a_product, a_shelf
from tests.shop.stock.test_projection import shown

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelf():
    return a_shelf(a_product(), on_hand=10, location=a_location())


@pytest.mark.parametrize(
    ("change", "units"), [({"sells_online": False}, 0), ({"is_open": False}, 0), ({"safety_stock": 4}, 6), ({}, 10)]
)
def test_the_web_follows_a_location(shelf, change, units):
    if change:
        terms.change_location(location=shelf.location, **change)

    assert shown(shelf.lot.product) == units
    assert audit() == []


def test_a_location_that_sells_again_is_shown_again(shelf):
    terms.change_location(location=shelf.location, sells_online=False)

    terms.change_location(location=shelf.location, sells_online=True)

    assert shown(shelf.lot.product) == 10


def test_the_web_follows_the_safety_stock_of_one_lot(shelf):
    terms.change_safety(balance=shelf, safety=3)

    assert (shelf.safety, shown(shelf.lot.product)) == (3, 7)


def test_the_web_follows_the_date_on_a_lot(shelf):
    terms.change_best_before(lot=shelf.lot, expires_on=localdate() + timedelta(days=1))

    assert shown(shelf.lot.product) == 0
