"""What other channels are given: only what may be sold today, each in its own format."""

import csv
from datetime import timedelta
from io import BytesIO, StringIO
from xml.etree import ElementTree

import pytest
from django.core.files.base import ContentFile
from django.db import InterfaceError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from oscar.core.loading import get_model
from PIL import Image

from catalogue.feeds.channels import GOOGLE_NAMES
from tests.factories import a_product, a_shelf
from tests.factories.sizes import a_product_in_sizes

pytestmark = pytest.mark.django_db
GOOGLE, FACEBOOK, ZALO = "/feeds/google.xml", "/feeds/facebook.csv", "/feeds/zalo.csv"


@pytest.fixture(autouse=True)
def _site(site):
    return site


def pictured(product):
    drawn = BytesIO()
    Image.new("RGB", (40, 50)).save(drawn, "PNG")
    get_model("catalogue", "ProductImage").objects.create(
        product=product, original=ContentFile(drawn.getvalue(), name="goods.png")
    )
    return product


def body(answer) -> str:
    return b"".join(answer.streaming_content).decode()


def google_items(client, path=GOOGLE):
    root = ElementTree.fromstring(body(client.get(path)))  # noqa: S314 our own writing
    return [
        {child.tag.removeprefix(f"{{{GOOGLE_NAMES}}}"): child.text for child in item}
        for item in root.iterfind("channel/item")
    ]


def rows(client, path=FACEBOOK):
    return list(csv.DictReader(StringIO(body(client.get(path)))))


def test_goods_that_may_be_sold_are_offered_in_googles_words(client):
    product = pictured(a_product("Nước mắm <Cửa Khe> & con", upc="OCOP-1", price=65_000))
    a_shelf(product, on_hand=3)

    (item,) = google_items(client)

    told = {name: item[name] for name in ("id", "title", "price", "availability", "condition", "identifier_exists")}
    assert told == {
        "id": "OCOP-1",
        "title": "Nước mắm <Cửa Khe> & con",
        "price": "65000 VND",
        "availability": "in_stock",
        "condition": "new",
        "identifier_exists": "no",
    }
    assert item["link"] == f"http://testserver{product.get_absolute_url()}"


@pytest.mark.parametrize("path", [FACEBOOK, ZALO])
def test_a_table_has_a_row_for_each_thing_that_can_be_bought(client, path):
    parent, (small, large) = a_product_in_sizes(65_000, 120_000, upc="OCOP-1")
    pictured(parent)

    told = [(row["id"], row["item_group_id"], row["price"], row["availability"]) for row in rows(client, path)]

    assert told == [
        (str(small.pk), "OCOP-1", "65000 VND", "in stock"),
        (str(large.pk), "OCOP-1", "120000 VND", "in stock"),
    ]


def test_what_the_gate_refuses_is_offered_nowhere(client):
    pictured(a_product("Hết hạn", stars=None))
    pictured(a_product("Rượu mạnh", abv=29))

    assert (google_items(client), rows(client)) == ([], [])


def test_strong_drink_is_offered_nowhere_even_where_it_is_sold(client, settings):
    settings.ALCOHOL_CONTACT_ONLY_ABV = 100
    for title, abv in (("Rượu cần", 14.9), ("Rượu gạo", 15)):
        pictured(a_product(title, on_hand=5, abv=abv))

    assert [word in body(client.get(GOOGLE)) for word in ("Rượu cần", "Rượu gạo")] == [True, False]


def test_a_certificate_that_lapses_takes_the_goods_out_the_next_day(client, time_machine):
    product = pictured(a_product("Nước mắm"))
    last_day = product.current_certificate.valid_until
    time_machine.move_to(f"{last_day} 12:00+07:00")
    today = [row["title"] for row in rows(client)]
    time_machine.move_to(f"{last_day + timedelta(days=1)} 12:00+07:00")

    assert (today, rows(client)) == (["Nước mắm"], [])


def test_goods_without_a_picture_are_left_out(client):
    a_product("Nước mắm")

    assert google_items(client) == []


def test_a_name_that_a_spreadsheet_would_run_is_text(client):
    pictured(a_product("=HYPERLINK(1)"))

    assert [row["title"] for row in rows(client)] == ["'=HYPERLINK(1)"]


@pytest.mark.parametrize("path", [GOOGLE, FACEBOOK])
def test_an_outage_before_the_first_line_is_told_as_one(monkeypatch, path):
    def away(*args, **kwargs):
        raise InterfaceError("the connection is closed")
        yield

    monkeypatch.setattr("catalogue.feeds.views.offers_on", away)

    assert Client(raise_request_exception=False).get(path).status_code == 503


def test_a_barcode_of_the_shops_own_is_told_to_no_channel(client):
    for upc, gtin in (("OCOP-1", "2000000012506"), ("OCOP-2", "8938500000010")):
        pictured(a_product(upc=upc, gtin=gtin))

    assert [(row["id"], row["gtin"]) for row in rows(client)] == [("OCOP-1", ""), ("OCOP-2", "8938500000010")]


def test_the_english_feed_links_to_english_pages(client):
    product = pictured(a_product("Nước mắm"))

    (item,) = google_items(client, "/en/feeds/google.xml")

    assert item["link"] == f"http://testserver/en/products/{product.slug}_{product.pk}/"


def test_more_goods_take_no_more_queries(client):
    pictured(a_product("Một"))
    rows(client)
    with CaptureQueriesContext(connection) as one:
        rows(client)
    for name in ("Hai", "Ba", "Bốn"):
        pictured(a_product(name))

    with CaptureQueriesContext(connection) as four:
        rows(client)

    assert len(four) == len(one)
