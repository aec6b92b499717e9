from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate, now

from shop.desk import charts
from tests.factories import a_location, a_product, a_shelf
from tests.factories.telling import PRICE, a_counter

pytestmark = pytest.mark.django_db
QUERIES = 15


@pytest.fixture
def shelf(site, vietnam):
    return a_shelf(a_product("Nước mắm"), on_hand=10, location=a_location("Quầy Hàn", latitude=16.07, longitude=108.22))


@pytest.fixture
def counter(shelf):
    counter = a_counter(shelf)
    counter.opens()
    return counter


def test_a_point_shows_what_it_sold_and_what_waits(desk, counter, shelf):
    sale = counter.sells((shelf.lot, 3))
    counter.refunds(sale, 1)
    counter.push()

    page = desk.get(reverse("desk:points"))

    point = next(each for each in page.context["points"] if each.location == shelf.location)
    assert (point.sales, point.taken, point.units, point.questions) == (1, 2 * PRICE, 8, 0)
    assert [pin.mark.name for pin in page.context["map"].pins] == ["Quầy Hàn"]


def test_charts_end_with_today_and_begin_thirty_days_before(desk, counter, shelf):
    counter.sells((shelf.lot, 3))
    counter.push()

    page = desk.get(reverse("desk:points"))

    sold, stock = page.context["sold"], page.context["stock"]
    assert (sold.bars[-1].day, sold.bars[-1].figure, len(sold.bars)) == (localdate(), 3 * PRICE, 30)
    assert (stock.bars[-1].figure, stock.bars[0].figure) == (7, 0)


def test_charts_of_one_point_alone_over_as_many_days_as_are_asked_for(desk, counter, shelf):
    a_shelf(a_product(), on_hand=5, location=a_location())
    counter.sells((shelf.lot, 3))
    counter.push()

    page = desk.get(reverse("desk:points"), {"point": shelf.location_id, "days": "7"})

    sold, stock = page.context["sold"], page.context["stock"]
    assert (page.context["chosen"], len(sold.bars), sold.total, stock.bars[-1].figure) == (
        shelf.location, 7, 3 * PRICE, 7,
    )  # fmt: skip
    assert len(page.context["points"]) == 2


@pytest.mark.parametrize("asked", [{"point": "0", "days": "8"}, {"point": "x", "days": "x"}, {}])
def test_what_there_is_not_is_answered_with_all_points_and_thirty_days(desk, counter, shelf, asked):
    counter.sells((shelf.lot, 3))
    counter.push()

    page = desk.get(reverse("desk:points"), asked)

    assert (page.context["chosen"], len(page.context["sold"].bars), page.context["sold"].total) == (None, 30, 3 * PRICE)


def test_a_point_says_since_when_its_oldest_entry_is_unsent(desk, counter, shelf):
    counter.push()
    long_ago, lately = now() - timedelta(days=2), now() - timedelta(hours=1)
    for since in (lately, long_ago):
        device = a_counter(shelf).device
        device.unsent, device.unsent_since = 2, since
        device.save()

    [point] = desk.get(reverse("desk:points")).context["points"]

    assert (point.unsent, point.since) == (4, long_ago)


def test_the_page_takes_as_many_queries_for_one_point_as_for_many(desk, counter, shelf, django_assert_num_queries):
    counter.push()
    url = reverse("desk:points")
    desk.get(url)  # what is remembered between requests is remembered now
    with django_assert_num_queries(QUERIES):
        desk.get(url)
    for _ in range(5):
        a_shelf(a_product(), on_hand=5, location=a_location())

    with django_assert_num_queries(QUERIES):
        page = desk.get(url)

    assert len(page.context["points"]) == 6


def test_bars_reach_from_nothing_to_the_most():
    day = localdate()

    chart = charts.by_day({day: 40, day - timedelta(days=1): 10}, first=day - timedelta(days=2), last=day)

    assert [(bar.figure, bar.height) for bar in chart.bars] == [(0, 0), (10, charts.HEIGHT / 4), (40, charts.HEIGHT)]
