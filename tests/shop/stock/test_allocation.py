from datetime import date, timedelta

import pytest
from django.utils.timezone import localdate

from shop.stock.allocation import plan
from shop.stock.exceptions import InsufficientStock
from tests.factories import a_location, a_product, a_province, a_shelf, a_ward
from tests.shop.stock.orders import AT

pytestmark = pytest.mark.django_db


def shares(**asked):
    return [(share.balance, share.quantity) for share in plan(at=AT, **asked)]


@pytest.fixture
def product():
    return a_product()


def test_the_lot_that_expires_first_goes_first(product):
    location = a_location()
    later = a_shelf(product, on_hand=5, location=location, expires_on=date(2027, 9, 1))
    sooner = a_shelf(product, on_hand=5, location=location, expires_on=date(2027, 3, 1))

    assert shares(wanted={product.pk: 7}) == [(sooner, 5), (later, 2)]


def test_a_lot_without_a_date_goes_last(product):
    location = a_location()
    dateless = a_shelf(product, on_hand=5, location=location)
    type(dateless.lot).objects.filter(pk=dateless.lot.pk).update(expires_on=None)
    dated = a_shelf(product, on_hand=5, location=location, expires_on=date(2099, 1, 1))

    assert shares(wanted={product.pk: 6}) == [(dated, 5), (dateless, 1)]


@pytest.mark.parametrize(("days", "available"), [(6, 0), (7, 5)])
def test_a_lot_that_keeps_too_short_is_not_sold_online(product, days, available, settings):
    settings.ONLINE_SHELF_LIFE_DAYS = 7
    a_shelf(product, on_hand=5, expires_on=localdate(AT) + timedelta(days=days))

    with pytest.raises(InsufficientStock) as refusal:
        plan(wanted={product.pk: 6}, at=AT)

    assert refusal.value.available == available


def test_one_location_with_everything_goes_before_a_nearer_one_with_a_part(product):
    other = a_product()
    hanoi = a_province("01", "Thành phố Hà Nội", latitude=21.0, longitude=105.8)
    near = a_location(ward=a_ward("00001", "Phường Hoàn Kiếm", hanoi))
    far = a_location()
    a_shelf(product, on_hand=5, location=near)
    here, there = a_shelf(product, on_hand=5, location=far), a_shelf(other, on_hand=5, location=far)

    assert shares(wanted={product.pk: 2, other.pk: 1}, province=hanoi) == [(here, 2), (there, 1)]


def test_of_several_with_everything_the_nearest_to_the_buyer_sends(product):
    hanoi = a_province("01", "Thành phố Hà Nội", latitude=21.0, longitude=105.8)
    hue = a_province("46", "Thành phố Huế", latitude=16.4, longitude=107.6)
    a_shelf(product, on_hand=5, location=a_location(ward=a_ward("00001", "Phường Hoàn Kiếm", hanoi)))
    in_da_nang = a_shelf(product, on_hand=5, location=a_location(ward=a_ward()))

    assert shares(wanted={product.pk: 2}, province=hue) == [(in_da_nang, 2)]


def test_a_location_in_the_buyers_province_goes_before_one_nearer_to_its_middle(product):
    da_nang = a_province()
    a_shelf(product, on_hand=5, location=a_location(latitude=16.1, longitude=108.2, ward=a_ward(
        "00001", "Phường Hoàn Kiếm", a_province("01", "Thành phố Hà Nội"))))  # fmt: skip
    within = a_shelf(product, on_hand=5, location=a_location(latitude=15.2, longitude=107.5, ward=a_ward()))

    assert shares(wanted={product.pk: 1}, province=da_nang) == [(within, 1)]


def test_where_none_has_everything_as_few_as_possible_send(product):
    small, large = a_location(), a_location()
    some = a_shelf(product, on_hand=3, location=small)
    most = a_shelf(product, on_hand=8, location=large)

    assert shares(wanted={product.pk: 10}) == [(most, 8), (some, 2)]


def test_safety_stock_and_goods_of_others_stay_on_the_shelf(product):
    shelf = a_shelf(product, on_hand=10, safety=3)
    type(shelf).objects.filter(pk=shelf.pk).update(reserved=4)

    with pytest.raises(InsufficientStock) as refusal:
        plan(wanted={product.pk: 4}, at=AT)

    assert (refusal.value.product, refusal.value.wanted, refusal.value.available) == (product, 4, 3)


@pytest.mark.parametrize("facts", [{"sells_online": False}, {"is_open": False}])
def test_a_closed_or_offline_location_sends_nothing(product, facts):
    a_shelf(product, on_hand=5, location=a_location(**facts))

    with pytest.raises(InsufficientStock):
        plan(wanted={product.pk: 1}, at=AT)


def test_an_order_to_be_fetched_takes_from_that_point_only(product):
    a_shelf(product, on_hand=5, location=a_location())
    point = a_location(sells_online=False)
    shelf = a_shelf(product, on_hand=5, location=point)

    assert shares(wanted={product.pk: 5}, location=point) == [(shelf, 5)]


@pytest.mark.parametrize("quantity", [0, -1, 0.5])
def test_only_whole_units_from_one_are_asked_for(product, quantity):
    with pytest.raises(ValueError, match="whole number"):
        plan(wanted={product.pk: quantity}, at=AT)


def test_the_plan_asks_the_database_once(product, django_assert_num_queries):
    for _ in range(5):
        a_shelf(product, on_hand=5, location=a_location())
    province = a_province()

    with django_assert_num_queries(1):
        plan(wanted={product.pk: 20}, at=AT, province=province)
