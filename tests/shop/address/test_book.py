import pytest

from shop.address import book
from tests.factories import a_basket, a_product, a_shopper
from tests.factories.ordering import submit_an_order

pytestmark = pytest.mark.django_db


def test_an_address_is_kept_once_and_the_first_is_the_default():
    shopper = a_shopper()
    address = submit_an_order(a_basket((a_product(on_hand=5), 1)), user=shopper).shipping_address

    kept = [book.keep(user=shopper, address=address) for _ in range(2)]

    assert kept == [shopper.addresses.get(), None]
    assert (kept[0].summary, kept[0].is_default_for_shipping) == (address.summary, True)
