"""Offers as a shopper reads of them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import a_product
from tests.factories.offers import a_voucher, an_offer

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _site(site):
    return site


def test_an_offer_shows_which_of_its_goods_may_be_bought(client):
    sauce = a_product("Nước mắm", on_hand=3)
    goods = [sauce, a_product("Ruốc khô", stars=None, on_hand=3), a_product("Rượu nếp", abv=35, on_hand=3)]
    offer = an_offer(of=goods, name="Quà Tết")

    shown = client.get(offer.get_absolute_url())

    assert 'href="/uu-dai/qua-tet/"' in client.get("/uu-dai/").content.decode()
    assert [card.title for card in shown.context["cards"]] == ["Nước mắm"]


def test_an_offer_whose_goods_are_gone_says_so(client):
    offer = an_offer(of=[a_product("Ruốc khô", stars=None)])

    assert "Hiện chưa mua được món nào của ưu đãi này" in client.get(offer.get_absolute_url()).content.decode()


def test_what_a_code_gives_has_no_page(client):
    of_a_code = a_voucher(of=[a_product(on_hand=3)]).offers.get()

    assert client.get(of_a_code.get_absolute_url()).status_code == 404


def test_more_goods_of_an_offer_take_no_more_queries(client):
    one, four = (an_offer(of=[a_product(on_hand=3) for _ in range(many)]) for many in (1, 4))
    client.get(one.get_absolute_url())

    with CaptureQueriesContext(connection) as for_one:
        client.get(one.get_absolute_url())
    with CaptureQueriesContext(connection) as for_four:
        client.get(four.get_absolute_url())

    assert len(for_four) == len(for_one)
