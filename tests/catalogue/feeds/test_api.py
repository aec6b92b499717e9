"""What anyone's program may read of goods."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import a_criteria_set, a_product, a_province, a_ward

PRODUCTS, SUGGEST = "/api/v1/products", "/api/v1/suggest"
HUE = {"code": "19804", "name": "Phường Thuận Hóa"}


@pytest.fixture(autouse=True)
def _site(site):
    return site


def names(answer) -> list[str]:
    return [product["name"] for product in answer.json()["results"]]


@pytest.mark.django_db(transaction=True)
def test_a_product_is_told_as_promised(client):
    product = a_product("Nước mắm Cửa Khe", upc="OCOP-1", price=65_000, on_hand=3)

    answer = client.get(PRODUCTS, {"q": "nuoc mam cua khe"}).json()

    certificate = product.current_certificate
    assert answer["results"] == [
        {
            "id": product.pk,
            "sku": "OCOP-1",
            "name": "Nước mắm Cửa Khe",
            "slug": "nuoc-mam-cua-khe",
            "url": f"http://testserver/san-pham/nuoc-mam-cua-khe_{product.pk}/",
            "price": {"amount": 65_000, "currency": "VND"},
            "stars": 4,
            "certificate": {"number": certificate.number, "valid": True, "expires_on": str(certificate.valid_until)},
            "producer": {"id": product.producer.pk, "name": product.producer.name, "slug": product.producer.slug},
            "place": {
                "ward_code": "20794",
                "ward": "Xã Thăng An",
                "province_code": "48",
                "province": "Thành phố Đà Nẵng",
            },
            "in_stock": True,
            "image": None,
        }
    ]
    assert (answer["count"], answer["page"], answer["pages"]) == (1, 1, 1)
    assert answer["facets"] == {
        "stars": [{"value": "4", "label": "4 sao", "count": 1}],
        "group": [{"value": "food", "label": "Thực phẩm", "count": 1}],
        "province": [{"value": "48", "label": "Thành phố Đà Nẵng", "count": 1}],
    }


@pytest.mark.django_db(transaction=True)
def test_choices_narrow_the_list_and_facets_stay_sideways(client):
    hue = a_ward(**HUE, province=a_province("46", "Thành phố Huế"))
    a_product("Nước mắm", stars=4)
    a_product("Mè xửng", stars=3, origin_ward=hue)

    answer = client.get(PRODUCTS, {"province": "46"})

    assert names(answer) == ["Mè xửng"]
    assert {choice["value"]: choice["count"] for choice in answer.json()["facets"]["province"]} == {"46": 1, "48": 1}


@pytest.mark.django_db(transaction=True)
def test_pages_are_linked(client, monkeypatch):
    monkeypatch.setattr("catalogue.feeds.api.PER_PAGE", 1)
    for name in ("Một", "Hai", "Ba"):
        a_product(name)

    answer = client.get(PRODUCTS, {"page": 2, "stars": "4"})

    links = dict(reversed(link.split("; rel=")) for link in answer["Link"].split(", "))
    at = "<http://testserver/api/v1/products?page=%d&stars=4>"
    assert links == {'"first"': at % 1, '"prev"': at % 1, '"next"': at % 3, '"last"': at % 3}


@pytest.mark.django_db(transaction=True)
def test_stars_of_a_lapsed_certificate_are_not_told(client, time_machine):
    product = a_product("Nước mắm")
    time_machine.move_to(product.current_certificate.valid_until + timedelta(days=1))

    told = client.get(f"{PRODUCTS}/{product.pk}").json()

    assert (told["stars"], told["certificate"]["valid"], told["price"]) == (None, False, None)
    assert told["refusal"] != ""


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "wrong",
    [{"stars": "9"}, {"group": "cars"}, {"page": "0"}, {"price_min": "-1"}, {"province": "xx"}, {"sort": "rich"}],
    ids=lambda wrong: next(iter(wrong)),
)
def test_what_cannot_be_understood_is_refused(client, wrong):
    assert client.get(PRODUCTS, wrong).status_code == 422


@pytest.mark.django_db(transaction=True)
def test_what_is_typed_is_suggested_with_where_it_leads(client):
    product = a_product("Nước mắm Cửa Khe", criteria_set=a_criteria_set())

    told = client.get(SUGGEST, {"q": "nuoc m"}).json()["results"]

    assert {
        "kind": "product",
        "label": "Nước mắm Cửa Khe",
        "url": f"http://testserver{product.get_absolute_url()}",
    } in told


@pytest.mark.django_db(transaction=True)
def test_more_goods_take_no_more_queries(client):
    def queries():
        cache.clear()
        client.get("/api/v1/locations")  # what every page remembers: the site and its look
        with CaptureQueriesContext(connection) as asked:
            client.get(PRODUCTS)
        return len(asked)

    a_product("Một", on_hand=1)
    one = queries()
    for n in range(6):
        a_product(f"Số {n}", on_hand=1)

    assert queries() == one
