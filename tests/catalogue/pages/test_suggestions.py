import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalogue.search.entries.refreshing import rebuild
from catalogue.search.models import Synonym
from tests.factories import a_producer, a_product

pytestmark = pytest.mark.django_db

ADDRESS = "/en/products/suggest/"


def offered(client, q) -> list[tuple[str, str]]:
    rebuild()
    said = client.get(ADDRESS, {"q": q}).content.decode()
    return re.findall(r'data-url="([^"]*)".*?<span>([^<]*)</span>', said)


def test_goods_makers_places_and_words_are_offered_with_where_they_lead(client):
    Synonym.objects.create(words="nước mắm, fish sauce")
    maker = a_producer("Nước mắm Cửa Khe")
    product = a_product("Nước mắm nhĩ", producer=maker)

    assert offered(client, "nuoc m") == [
        ("/en/products/?q=n%C6%B0%E1%BB%9Bc+m%E1%BA%AFm", "nước mắm"),
        (product.get_absolute_url().replace("/san-pham/", "/en/products/"), "Nước mắm nhĩ"),
        (f"/en/producers/{maker.slug}/", "Nước mắm Cửa Khe"),
    ]
    assert offered(client, "thang a") == [("/en/products/?ward=20794", "Xã Thăng An, Thành phố Đà Nẵng")]


def test_nothing_typed_is_offered_nothing(client):
    a_product("Nước mắm")

    assert (offered(client, ""), offered(client, " \0 ")) == ([], [])


def test_what_may_not_be_shown_is_not_offered(client):
    a_product("Nước mắm", is_public=False, producer=a_producer("Trà My"))

    assert offered(client, "nuoc") == []


def test_one_product_and_twenty_cost_the_same_queries(client):
    def cost() -> int:
        rebuild()
        client.get(ADDRESS, {"q": "nuoc"})
        with CaptureQueriesContext(connection) as queries:
            client.get(ADDRESS, {"q": "nuoc"})
        return len(queries)

    a_product("Nước mắm", producer=a_producer("Nước nguồn"))
    for_one = cost()
    for n in range(19):
        a_product(f"Nước mắm {n}", producer=a_producer(f"Nước nguồn {n}"))

    assert cost() == for_one
