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


@pytest.mark.parametrize(
    ("changes", "units"), [({"sells_online": False}, 0), ({"safety_stock": 4}, 6), ({"name": "Kho mới"}, 10)]
)
def test_a_location_saved_in_a_table_of_the_cms_is_followed_too(shelf, changes, units):
    location = shelf.location
    for name, value in changes.items():
        setattr(location, name, value)

    location.save()

    assert shown(shelf.lot.product) == units
    assert audit() == []


def test_saving_a_location_leaves_the_safety_stock_of_one_lot_alone(shelf):
    terms.change_safety(balance=shelf, safety=3)

    shelf.location.save()

    shelf.refresh_from_db()
    assert shelf.safety == 3


def test_unheard_changes_are_found_by_the_audit(shelf):
    """The negative control: an update goes past those who listen."""
    type(shelf.location).objects.update(sells_online=False)

    assert [fault.invariant for fault in audit()] == ["projection"]
