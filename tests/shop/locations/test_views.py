from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from tests.factories import a_location, a_lot, a_product, a_shelf
from tests.factories.sizes import a_product_in_sizes


@pytest.fixture(autouse=True)
def _site(site):
    return site


def test_points_of_sale_are_listed_and_warehouses_are_not(client):
    a_location("Kho chính")
    a_location("Quầy đã đóng", kind="market", is_open=False)
    a_location("Trung tâm OCOP Hội An", kind="ocop_center")

    provinces = client.get("/diem-ban/").context["provinces"]

    assert {name: [place["name"] for place in places] for name, places in provinces.items()} == {
        "Thành phố Đà Nẵng": ["Trung tâm OCOP Hội An"]
    }


def test_a_point_shows_what_lies_on_its_shelves(client):
    point = a_location("Chợ Tam Kỳ", kind="market")
    product = a_product("Nước mắm", on_hand=4, location=point)
    a_product("Chè", on_hand=4, location=a_location("Chợ khác", kind="market"))
    a_product("Chả bò, không chứng nhận", stars=None, on_hand=4, location=point)
    a_shelf(product, on_hand=3, location=point, lot=a_lot(product, expires_on=localdate() - timedelta(days=1)))
    parent, sizes = a_product_in_sizes(90_000, 150_000, on_hand=0)
    for size in sizes:
        a_shelf(size, on_hand=2, location=point)

    answer = client.get(f"/en/points-of-sale/{point.slug}/")

    assert [(card.title, here) for card, here in answer.context["goods"]] == [
        (parent.title, "4 here"),
        ("Nước mắm", "4 here"),
    ]


@pytest.mark.parametrize("facts", [{"kind": "warehouse"}, {"kind": "market", "is_open": False}])
def test_what_is_not_for_the_public_has_no_page(client, facts):
    assert client.get(f"/diem-ban/{a_location(**facts).slug}/").status_code == 404


def test_more_points_and_more_goods_cost_no_more_queries(client):
    def cost(url) -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(url)
        return len(queries)

    point = a_location(kind="market")
    a_product(on_hand=4, location=point)
    pages = ("/diem-ban/", f"/diem-ban/{point.slug}/")
    [client.get(url) for url in pages]
    before = [cost(url) for url in pages]
    for n in range(9):
        a_product(f"Chè {n}", on_hand=4, location=point)
        a_location(kind="market")

    assert [cost(url) for url in pages] == before
