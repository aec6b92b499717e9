from decimal import Decimal

import pytest
from django.utils.translation import override
from oscar.core.loading import get_class

from catalogue.models import Product
from catalogue.publishing import Refusal
from shop.partner.market import Market
from shop.partner.sale import InSizes, NotOffered, OnShelf, Refused
from tests.factories import a_product
from tests.factories.sizes import a_product_in_sizes

SOLD_OUT = "Sold out for now. Look again in a few days."


@pytest.fixture(autouse=True)
def _english():
    with override("en"):
        yield


def test_oscar_finds_our_strategy():
    assert type(get_class("partner.strategy", "Selector")().strategy()) is Market


def test_a_price_is_whole_dong_with_its_tax(db):
    info = Market().fetch_for_product(a_product(price=120_000))

    assert (info.price.incl_tax, info.price.tax, info.price.is_tax_known) == (120_000, 0, True)
    assert info.price.incl_tax.as_tuple().exponent == 0


def test_a_price_with_a_fraction_is_rounded_half_up(db):
    assert Market().fetch_for_product(a_product(price=Decimal("99999.50"))).price.incl_tax == 100_000


@pytest.mark.parametrize(
    ("left", "asked", "answer"),
    [
        (5, 5, (True, "")),
        (5, 6, (False, "Only 5 left.")),
        (0, 1, (False, "Sold out for now. Look again in a few days.")),
    ],
)
def test_so_many_may_be_bought_as_the_ledger_lets(db, left, asked, answer):
    availability = Market().fetch_for_product(a_product(on_hand=left)).availability

    assert type(availability) is OnShelf
    assert availability.is_purchase_permitted(asked) == answer


def test_allocations_of_oscar_count_for_nothing(db):
    product = a_product(on_hand=5)
    product.stockrecords.update(num_allocated=4)

    assert Market().fetch_for_product(product).availability.left == 5


@pytest.mark.parametrize("price", [None, 0, -1])
def test_without_a_price_nothing_is_offered(db, price):
    product = a_product(on_hand=5)
    product.stockrecords.update(price=price)

    info = Market().fetch_for_product(product)

    assert (type(info.availability), info.price.exists) == (NotOffered, False)


def test_the_gate_is_asked_before_stock(db):
    availability = Market().fetch_for_product(a_product(stars=None, on_hand=5)).availability

    assert (type(availability), availability.refusal) == (Refused, Refusal.NO_CERTIFICATE)
    assert availability.is_purchase_permitted(1) == (False, Refusal.NO_CERTIFICATE.sentence)


def test_a_parent_is_never_bought_itself(db):
    parent, __ = a_product_in_sizes(150_000, 90_000)

    assert type(Market().fetch_for_product(parent).availability) is InSizes
    assert Market().fetch_for_parent(parent).price.incl_tax == 90_000


def test_a_size_is_judged_by_the_certificate_of_its_parent(db):
    __, (one,) = a_product_in_sizes(90_000)
    __, (other,) = a_product_in_sizes(90_000, stars=None)

    answers = [Market().fetch_for_product(size).availability.is_available_to_buy for size in (one, other)]

    assert answers == [True, False]


def test_products_with_facts_cost_no_query(db, django_assert_num_queries):
    for n in range(3):
        a_product(f"Chè {n}", on_hand=3)
    a_product_in_sizes(90_000, 150_000)
    market = Market()
    products = list(Product.objects.with_facts(market.day).with_sizes())

    with django_assert_num_queries(0):
        for product in products:
            market.fetch_for_product(product)
            if product.is_parent:
                market.fetch_for_parent(product)
