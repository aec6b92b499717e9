import json
import re
from datetime import time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from shop.locations.models import OpeningHours
from tests.factories import a_location, a_lot, a_product, a_shelf
from tests.factories.sizes import a_product_in_sizes


@pytest.fixture(autouse=True)
def _site(site):
    return site


def test_points_of_sale_are_listed_and_warehouses_are_not(client):
    a_location("Kho chính")
    a_location("Quầy đã đóng", kind="market", is_open=False)
    a_location("Trung tâm OCOP Hội An", kind="ocop_center")

    assert [place["name"] for place in client.get("/diem-ban/").context["points"]] == ["Trung tâm OCOP Hội An"]


def test_the_list_says_how_far_it_is_from_the_device(client):
    a_location("Hội An", kind="market", latitude=15.88, longitude=108.338)

    (told,) = client.get("/en/points-of-sale/", {"near": "16.0678,108.2208"}).context["points"]

    assert told["stock"] == "24 km"


def test_a_question_that_nothing_answers_says_what_to_do(client):
    a_location("Hội An", kind="market")

    page = client.get("/en/points-of-sale/", {"kind": "airport"}).content.decode()

    assert "No point of sale answers this" in page
    assert '<meta name="robots" content="noindex, follow">' in page


def test_the_map_has_a_pin_for_each_point_of_the_page(client):
    for n in range(2):
        a_location(f"Chợ {n}", kind="market", latitude=15.5 + n, longitude=108)
    a_location("Không tọa độ", kind="market")

    html = client.get("/diem-ban/").content.decode()

    assert re.findall(r'data-latitude="([\d.]+)"', html) == ["15.5", "16.5"]


def test_tiles_come_from_the_setting(client, settings):
    a_location("Chợ", kind="market", latitude=15.5, longitude=108)
    assert 'data-tiles=""' in client.get("/diem-ban/").content.decode()

    settings.MAP_TILES_URL = "https://tiles.example/{z}/{x}/{y}.png"

    assert 'data-tiles="https://tiles.example/{z}/{x}/{y}.png"' in client.get("/diem-ban/").content.decode()


def test_a_point_shows_the_way_and_the_phone(client):
    point = a_location("Chợ Tam Kỳ", kind="market", latitude=15.57, longitude=108.48, phone="+84905123456")
    OpeningHours.objects.create(location=point, weekday=0, opens=time(7), closes=time(11))

    html = client.get(f"/diem-ban/{point.slug}/").content.decode()

    assert 'href="geo:15.57,108.48?q=15.57,108.48(Ch%E1%BB%A3%20Tam%20K%E1%BB%B3)"' in html
    assert 'href="tel:+84905123456"' in html
    said = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html).group(1))
    assert said["openingHoursSpecification"][0]["dayOfWeek"] == "https://schema.org/Monday"
    assert said["geo"]["latitude"] == 15.57


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

    assert [cost(url) for url in pages] == before == [4, 8]
