import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from oscar.apps.basket.middleware import BasketMiddleware

from shop.basket.counting import units_in_basket
from tests.factories import a_basket, a_product, a_shopper


def a_request(*, user=None, cookie_of=None):
    """A request as it is once Oscar's basket middleware has seen it."""
    request = RequestFactory().get("/")
    request.user = user or AnonymousUser()
    if cookie_of:
        request.COOKIES["oscar_open_basket"] = BasketMiddleware(None).get_basket_hash(cookie_of.pk)
    seen = []
    middleware = BasketMiddleware(lambda request: seen.append(request))
    middleware.process_response = lambda request, response: response
    middleware(request)
    return seen[0]


@pytest.fixture
def basket(db):
    return a_basket((a_product(on_hand=9), 2), (a_product("Chè", on_hand=9), 3))


def test_a_first_visitor_costs_no_query(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert units_in_basket(a_request()) == 0


def test_a_guest_costs_one_query(basket, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert units_in_basket(a_request(cookie_of=basket)) == 5


def test_an_account_costs_one_query(db, django_assert_num_queries):
    user = a_shopper()
    a_basket((a_product(on_hand=9), 4), owner=user)

    with django_assert_num_queries(1):
        assert units_in_basket(a_request(user=user)) == 4


def test_a_forged_or_finished_basket_counts_nothing(basket):
    forged = a_request()
    forged.COOKIES["oscar_open_basket"] = f"{basket.pk}:forged"
    finished = a_request(cookie_of=basket)
    basket.submit()

    assert (units_in_basket(forged), units_in_basket(finished)) == (0, 0)


def test_a_basket_already_read_is_not_read_again(basket, django_assert_num_queries):
    request = a_request(cookie_of=basket)
    assert request.basket.num_items == 5

    with django_assert_num_queries(0):
        assert units_in_basket(request) == 5
