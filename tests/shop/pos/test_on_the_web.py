"""What a counter sells of goods that the web sells too."""

from datetime import timedelta

import pytest
from django.conf import settings as shipped
from django.utils.timezone import now
from time_machine import travel

from shop.pos.models import Discrepancy
from shop.stock.audit import audit
from tests.factories import a_location, a_product, a_shelf, an_order
from tests.factories.telling import a_counter

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site", "vietnam")]
SOLD_OUT = "Tạm hết hàng"
# Read before tests switch it off.
SHARED_SECONDS = shipped.SHARED_SECONDS


@pytest.fixture
def shelf():
    return a_shelf(a_product(), on_hand=5, location=a_location(sells_online=True))


@pytest.fixture
def counter(shelf):
    counter = a_counter(shelf)
    counter.opens()
    return counter


@pytest.fixture
def page(client, shelf):
    """What a visitor without a cookie sees of the product, each time anew."""

    def visit() -> str:
        client.cookies.clear()
        return client.get(shelf.lot.product.get_absolute_url()).content.decode()

    return visit


def sold_out_after(seconds: float, page, counter, shelf) -> list[bool]:
    """Whether the page says so: before, right after the push, and so many seconds later."""
    at = now()
    with travel(at, tick=False) as clock:
        seen = [page()]
        counter.sells((shelf.lot, 5))
        counter.push()
        seen.append(page())
        clock.move_to(at + timedelta(seconds=seconds))
        seen.append(page())
    return [SOLD_OUT in each for each in seen]


def test_two_seconds_after_it_arrived_everyone_sees_it(settings, page, counter, shelf):
    settings.SHARED_SECONDS = SHARED_SECONDS

    assert sold_out_after(2.01, page, counter, shelf) == [False, False, True]


def test_who_is_not_shown_a_shared_page_sees_it_at_once(page, counter, shelf):
    assert sold_out_after(0, page, counter, shelf) == [False, True, True]


def test_were_pages_shared_for_longer_it_would_not_be_seen(settings, page, counter, shelf):
    settings.SHARED_SECONDS = SHARED_SECONDS + 10

    assert sold_out_after(2.01, page, counter, shelf) == [False, False, False]


def test_for_goods_that_were_promised_to_an_order_another_location_is_proposed(counter, shelf):
    an_order((shelf.lot.product, 3))
    elsewhere = a_shelf(shelf.lot.product, on_hand=4, location=a_location())
    counter.sells((shelf.lot, 4))

    counter.push()

    asked = Discrepancy.objects.get(kind="promised")
    proposes = {"location": elsewhere.location.pk, "name": elsewhere.location.name, "units": 4}
    assert (asked.facts["on_hand"], asked.facts["promised"], asked.facts["proposes"]) == (1, 3, proposes)
    assert audit() == []


def test_where_nobody_else_has_any_nothing_is_proposed(counter, shelf):
    an_order((shelf.lot.product, 3))
    counter.sells((shelf.lot, 4))

    counter.push()

    assert Discrepancy.objects.get(kind="promised").facts["proposes"] is None


def test_what_is_left_beside_what_was_promised_is_nobodys_business(counter, shelf):
    an_order((shelf.lot.product, 3))
    counter.sells((shelf.lot, 2))

    counter.push()

    assert not Discrepancy.objects.exists()
