from uuid import uuid4

import pytest
from django.urls import reverse

from shop.pos.models import Sale
from tests.factories import a_product, a_shelf
from tests.factories.telling import PRICE, a_counter

pytestmark = pytest.mark.django_db


@pytest.fixture
def counter(site, vietnam):
    counter = a_counter(a_shelf(a_product("Nước mắm Cửa Khe"), on_hand=10))
    counter.opens()
    return counter


@pytest.fixture
def lot(counter):
    return counter.device.location.balances.get().lot


def address(said) -> str:
    return reverse("counter:receipt", args=[said["event_id"]])


def test_a_receipt_says_what_was_bought_from_which_lot_with_which_certificate(client, counter, lot):
    sold = counter.sells((lot, 3))
    counter.push()

    response = client.get(address(sold))

    page = response.content.decode()
    certificate = lot.product.certificates.get()
    assert (response.status_code, response["X-Robots-Tag"]) == (200, "noindex")
    assert [text in page for text in ("Nước mắm Cửa Khe", lot.code, "360.000", certificate.get_absolute_url())] == [
        True
    ] * 4


def test_what_was_given_back_is_told(client, counter, lot):
    sold = counter.sells((lot, 3))
    counter.refunds(sold, 1)
    counter.push()

    page = client.get(f"{address(sold)}?lang=en").content.decode()

    assert "1 given back" in page


def test_before_it_arrives_the_page_says_so(client, counter, lot):
    sold = counter.sells((lot, 3))

    before = client.get(f"{address(sold)}?lang=en")
    counter.push()
    after = client.get(address(sold))

    assert (before.status_code, after.status_code) == (404, 200)
    assert "has not arrived yet" in before.content.decode()


def test_an_address_that_was_made_up_tells_nothing_else(client, site, vietnam):
    response = client.get(reverse("counter:receipt", args=[uuid4()]))

    assert (response.status_code, list(Sale.objects.all())) == (404, [])


def test_ten_lines_ask_as_much_as_one(client, counter, lot, django_assert_num_queries):
    one = counter.sells((lot, 1))
    many = counter.sells(*[(a_shelf(a_product(), on_hand=5).lot, 1) for _ in range(10)], price=PRICE)
    counter.push()
    client.get(address(one))
    with django_assert_num_queries(4):
        client.get(address(one))

    with django_assert_num_queries(4):
        client.get(address(many))
