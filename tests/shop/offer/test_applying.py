"""What may be reduced, and what asking costs."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from oscar.core.loading import get_class, get_model

from shop.offer import limits
from tests.factories import a_basket, a_product
from tests.factories.offers import SHIPPING, an_offer
from tests.factories.sizes import a_product_in_sizes

pytestmark = pytest.mark.django_db

Applicator = get_class("offer.applicator", "Applicator")


def reductions(basket) -> list[int]:
    basket.reset_offer_applications()
    Applicator().apply(basket, basket.owner)
    return [int(line.discount_value) for line in basket.all_lines()]


@pytest.fixture(autouse=True)
def _strong_drink_may_be_sold(settings):
    settings.ALCOHOL_CONTACT_ONLY_ABV = 100


@pytest.mark.parametrize(("abv", "off"), [(None, 10_000), (14.9, 10_000), (15, 0), (40, 0)])
def test_strong_drink_is_never_reduced_though_a_range_names_it(vietnam, abv, off):
    drink = a_product("Rượu Hồng Đào", price=100_000, abv=abv, on_hand=5)
    an_offer("Percentage", 10, of=[drink])

    assert reductions(a_basket((drink, 1))) == [off]


def test_a_size_is_as_strong_as_its_parent(vietnam):
    _parent, (small, _large) = a_product_in_sizes(90_000, 170_000, abv=40)
    an_offer("Percentage", 10)

    assert reductions(a_basket((small, 1))) == [0]


def test_strong_drink_does_not_earn_a_reduction_for_other_goods(vietnam):
    an_offer("Percentage", 10, needs=2)

    with_spirit = a_basket((a_product(price=50_000, on_hand=5), 1), (a_product(abv=40, on_hand=5), 1))
    with_water = a_basket((a_product(price=50_000, on_hand=5), 1), (a_product(price=10_000, on_hand=5), 1))

    assert (reductions(with_spirit), reductions(with_water)) == ([0, 0], [5_000, 1_000])


def test_strong_drink_does_not_stand_on_the_page_of_an_offer(vietnam):
    water, spirit = a_product(on_hand=5), a_product(abv=40, on_hand=5)

    offer = an_offer("Percentage", 10, of=[water, spirit])

    assert list(offer.products()) == [water]


@pytest.mark.parametrize("kind", SHIPPING)
def test_an_offer_on_shipping_does_nothing_and_stands_in_no_other_offers_way(vietnam, kind):
    an_offer(kind, 10, priority=9)
    an_offer("Percentage", 10)

    assert reductions(a_basket((a_product(price=50_000, on_hand=5), 1))) == [5_000]


def test_two_orders_at_once_both_count_in_the_offers_budget(vietnam):
    offer = an_offer("Percentage", 10, max_discount=8_000)

    for _order in range(2):
        limits.use(offer.pk, times=1, amount=5_000)

    offer.refresh_from_db()
    assert (offer.total_discount, offer.num_orders, offer.status) == (10_000, 2, offer.CONSUMED)


def test_applying_offers_asks_the_same_for_one_line_and_for_many(vietnam):
    products = [a_product(f"Hàng {n}", on_hand=5) for n in range(5)]
    an_offer("Percentage", 10, of=products)
    an_offer("Absolute", 5_000, max_basket_applications=1)

    assert queries(products[:1]) == queries(products)


def queries(products) -> int:
    basket = get_model("basket", "Basket").objects.get(pk=a_basket(*((product, 1) for product in products)).pk)
    basket.strategy = get_class("partner.strategy", "Selector")().strategy()
    with CaptureQueriesContext(connection) as asked:
        Applicator().apply(basket, basket.owner)
    return len(asked)
