from datetime import timedelta

import pytest
from django.utils.timezone import localdate
from oscar.core.loading import get_model

from shop.stock import projection
from shop.stock.models import Balance
from tests.factories import a_location, a_product, a_shelf
from tests.shop.stock.orders import a_reserved_order

pytestmark = pytest.mark.django_db


def shown(product) -> int:
    record = get_model("partner", "StockRecord").objects.get(product=product)
    return record.net_stock_level


def test_the_web_shows_what_all_online_shelves_may_sell():
    product = a_product()
    a_shelf(product, on_hand=5, location=a_location())
    a_shelf(product, on_hand=7, location=a_location())
    a_shelf(product, on_hand=100, location=a_location(sells_online=False))
    a_shelf(product, on_hand=100, location=a_location(is_open=False))

    assert shown(product) == 12


def test_goods_held_for_others_are_not_shown():
    product = a_product(on_hand=5)

    a_reserved_order((product, 2))

    assert shown(product) == 3


def test_a_shelf_below_its_safety_stock_takes_nothing_from_the_others():
    product = a_product()
    a_shelf(product, on_hand=5, location=a_location())
    a_shelf(product, on_hand=1, location=a_location(safety_stock=4))

    assert shown(product) == 5


def test_a_lot_leaves_the_web_as_days_go_by(settings):
    settings.ONLINE_SHELF_LIFE_DAYS = 7
    product = a_product()
    a_shelf(product, on_hand=5, expires_on=localdate() + timedelta(days=10))

    projection.refresh([product.pk], day=localdate() + timedelta(days=4))

    assert shown(product) == 0


def test_refreshing_all_puts_right_only_what_is_wrong():
    right, wrong = a_product(on_hand=5), a_product(on_hand=5)
    get_model("partner", "StockRecord").objects.filter(product=wrong).update(num_in_stock=9)

    assert projection.refresh_all(day=localdate()) == 1
    assert projection.refresh_all(day=localdate()) == 0
    assert (shown(right), shown(wrong)) == (5, 5)


def test_oscars_own_allocation_is_wiped_out():
    product = a_product(on_hand=5)
    get_model("partner", "StockRecord").objects.filter(product=product).update(num_allocated=2)

    projection.refresh_all(day=localdate())

    assert shown(product) == 5


def test_a_shelf_with_more_promised_than_there_shows_nothing():
    product = a_product(on_hand=5)
    Balance.objects.update(reserved=6)

    projection.refresh([product.pk])

    assert shown(product) == 0


def test_a_refresh_of_many_products_takes_two_queries(django_assert_num_queries):
    products = [a_product(on_hand=1).pk for _ in range(5)]

    with django_assert_num_queries(2):
        projection.refresh(products)


def heard(deed, callbacks, monkeypatch) -> list[set[int]]:
    told: list[set[int]] = []
    monkeypatch.setattr(projection, "followers", [told.append])
    with callbacks(execute=True):
        deed()
    return told


@pytest.mark.parametrize(("reserved", "is_told"), [(4, False), (5, True)])
def test_rooms_above_hear_of_what_sold_out_and_of_nothing_else(
    reserved, is_told, django_capture_on_commit_callbacks, monkeypatch
):
    product = a_product(on_hand=5)
    Balance.objects.update(reserved=reserved)

    told = heard(lambda: projection.refresh([product.pk]), django_capture_on_commit_callbacks, monkeypatch)

    assert told == ([{product.pk}] if is_told else [])


def test_rooms_above_hear_of_what_came_back(django_capture_on_commit_callbacks, monkeypatch):
    product = a_product(on_hand=5)
    Balance.objects.update(reserved=5)
    projection.refresh([product.pk])
    Balance.objects.update(reserved=2)

    told = heard(lambda: projection.refresh([product.pk]), django_capture_on_commit_callbacks, monkeypatch)

    assert told == [{product.pk}]
