import re

from cms.home.planting import plant
from shop.locations.models import Location
from tests.factories import a_location, a_product


def addresses(page):
    return re.findall(r"<loc>([^<]+)</loc>", page.text)


def test_the_map_names_its_parts(planted, client):
    assert addresses(client.get("/sitemap.xml")) == [
        f"http://testserver/sitemap-{part}.xml" for part in ("goods", "producers", "points", "fairs", "lists", "pages")
    ]


def test_goods_are_listed_in_both_languages(planted, client):
    product = a_product()
    a_product("Không công khai", is_public=False)

    page = client.get("/sitemap-goods.xml")

    assert addresses(page) == [
        f"http://testserver/san-pham/{product.slug}_{product.pk}/",
        f"http://testserver/en/products/{product.slug}_{product.pk}/",
    ]
    assert page.text.count('hreflang="x-default"') == 2


def test_alcohol_is_not_listed_since_its_pages_ask_for_an_age(planted, client):
    beer, _wine = a_product("Bia", abv=5.4), a_product("Rượu cần", abv=5.5)

    assert addresses(client.get("/sitemap-goods.xml"))[::2] == [f"http://testserver/san-pham/{beer.slug}_{beer.pk}/"]


def test_producers_with_goods_and_open_points_are_listed(planted, client):
    producer = a_product().producer
    point = a_location("Trung tâm OCOP", kind=Location.Kind.OCOP_CENTER)
    a_location("Kho")

    assert addresses(client.get("/sitemap-producers.xml"))[0] == f"http://testserver/nha-san-xuat/{producer.slug}/"
    assert addresses(client.get("/sitemap-points.xml"))[0] == f"http://testserver/diem-ban/{point.slug}/"
    assert len(addresses(client.get("/sitemap-points.xml"))) == 2


def test_a_site_lists_its_own_pages_in_both_languages(planted, client):
    plant(hostname="tet.example", is_another=True)

    pages = addresses(client.get("/sitemap-pages.xml"))

    assert [page in pages for page in ("http://testserver/", "http://testserver/en/stories/")] == [True, True]
    assert len(pages) == len(set(pages)) == 24
    assert len(addresses(client.get("/sitemap-pages.xml", headers={"host": "tet.example"}))) == 24


def test_crawlers_leave_alone_what_is_one_visitors_own(client, planted):
    page = client.get("/robots.txt")

    assert page["Content-Type"] == "text/plain; charset=utf-8"
    assert [
        f"Disallow: {path}" in page.text.splitlines()
        for path in ("/gio-hang/", "/en/basket/", "/thanh-toan/", "/tai-khoan/", "/cms/", "/dashboard/")
    ] == [True] * 6
    assert "Sitemap: http://testserver/sitemap.xml" in page.text.splitlines()
