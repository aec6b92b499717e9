import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from shop.locations.whereabouts import COOKIE
from tests.factories import a_location, a_product, a_province, a_shelf, a_ward
from tests.factories.ordering import a_service

ASK = "/diem-ban/noi-cua-toi/"


@pytest.fixture(autouse=True)
def _site(site):
    return site


@pytest.fixture
def ba_dinh(db):
    hanoi = a_province("01", "Thành phố Hà Nội", region="north", latitude=21.03, longitude=105.85)
    return a_ward("00004", "Phường Ba Đình", province=hanoi, latitude=21.04, longitude=105.84)


def carriage(client, product):
    return client.get(product.get_absolute_url()).context["carriage"]


def test_a_place_is_remembered_and_leads_back_to_the_page_that_asked(client, ba_dinh):
    answer = client.post(ASK, {"province": "01", "ward": "00004", "next": "/san-pham/mam_1/"})

    assert answer.url == "/san-pham/mam_1/"
    assert client.get(ASK).context["here"].name == "Phường Ba Đình, Hà Nội"
    assert client.get(ASK).context["form"].initial == {"province": "01", "ward": "00004"}


def test_a_province_is_enough(client, ba_dinh):
    client.post(ASK, {"province": "01"})

    assert client.get(ASK).context["here"].name == "Hà Nội"


def test_without_scripts_the_wards_follow_in_a_second_step(client, ba_dinh):
    client.post(ASK, {"province": "01"})

    assert ("00004", "Phường Ba Đình") in client.get(ASK).context["form"].fields["ward"].widget.choices


@pytest.mark.parametrize(
    ("asked", "field"), [({}, "province"), ({"province": "99"}, "province"), ({"province": "01", "ward": "1"}, "ward")]
)
def test_what_is_no_place_is_said(client, ba_dinh, asked, field):
    answer = client.post(ASK, asked)

    assert (list(answer.context["form"].errors), COOKIE in answer.cookies) == ([field], False)


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_it_leads_nowhere_else(client, ba_dinh, elsewhere):
    assert client.post(ASK, {"province": "01", "next": elsewhere}).url == "/diem-ban/"


def test_it_is_forgotten_when_asked(client, ba_dinh):
    client.post(ASK, {"province": "01"})
    client.post(ASK, {"forget": "1"})

    assert client.get(ASK).context["here"] is None


@pytest.mark.parametrize("cookie", ["x", "{}:a:b", '{"province_id": 1}'])
def test_a_cookie_that_is_not_ours_is_no_place(client, cookie):
    client.cookies[COOKIE] = cookie

    assert client.get(ASK).context["here"] is None


def test_a_product_says_what_sending_it_there_costs(client, ba_dinh):
    a_service(base=22_000, step=5_000)
    product = a_product(on_hand=3, weight_g=1_200)
    assert (carriage(client, product).to, carriage(client, product).quote) == ("", None)

    client.post(ASK, {"province": "01"})

    told = carriage(client, product)
    assert (told.to, told.quote.fee, told.quote.days_min, told.quote.days_max) == ("Hà Nội", 32_000, 1, 3)


def test_it_is_sent_from_the_province_of_the_buyer_where_it_lies_there(client, ba_dinh):
    a_service(zones=["same_province"], base=15_000)
    product = a_product(on_hand=3, location=a_location(latitude=16.0, longitude=108.2))
    client.post(ASK, {"province": "01"})
    assert carriage(client, product).quote is None

    a_shelf(product, on_hand=1, location=a_location(ward=ba_dinh))

    assert carriage(client, product).quote.fee == 20_000


def test_what_is_only_handed_over_is_not_quoted(client, ba_dinh):
    a_service()
    client.post(ASK, {"province": "01"})

    told = carriage(client, a_product(on_hand=3, is_pickup_only=True))

    assert (told.quote, told.is_pickup_only) == (None, True)


def test_the_nearest_shelf_stands_first(client, ba_dinh):
    product = a_product()
    for name, latitude, units in (("Đà Nẵng", 16.05, 9), ("Hà Nội", 21.0, 1), ("Vinh", 18.7, 5)):
        a_shelf(product, on_hand=units, location=a_location(name, kind="market", latitude=latitude, longitude=105.8))

    def places():
        return [place.name for place in client.get(product.get_absolute_url()).context["shelves"].places]

    assert places() == ["Đà Nẵng", "Vinh", "Hà Nội"]
    client.post(ASK, {"province": "01", "ward": "00004"})
    assert places() == ["Hà Nội", "Vinh", "Đà Nẵng"]


def test_one_visitors_place_is_not_anothers(client, ba_dinh):
    product = a_product(on_hand=3)
    client.post(ASK, {"province": "01"})
    page = client.get(product.get_absolute_url())

    other = Client().get(product.get_absolute_url())

    assert (page.context["carriage"].to, other.context["carriage"].to) == ("Hà Nội", "")
    assert "Cookie" in page.headers["Vary"]


def test_a_remembered_place_costs_no_query_and_tariffs_cost_theirs_once_a_minute(client, ba_dinh):
    a_service()
    product = a_product(on_hand=3)

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(product.get_absolute_url())
        return len(queries)

    cost()
    before = cost()
    client.post(ASK, {"province": "01", "ward": "00004"})

    assert (cost(), cost()) == (before + 3, before)
