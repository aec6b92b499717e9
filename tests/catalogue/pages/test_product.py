import json
import re
from datetime import timedelta
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate
from oscar.core.loading import get_model

from tests.catalogue.pictures.test_shown import a_picture
from tests.factories import (
    a_certificate,
    a_location,
    a_lot,
    a_member_of_staff,
    a_producer,
    a_product,
    a_province,
    a_shelf,
    a_shopper,
    a_ward,
)
from tests.factories.sizes import a_product_in_sizes


@pytest.fixture(autouse=True)
def _site(site):
    return site


def page(client, product, **asked):
    return client.get(product.get_absolute_url(), asked)


def test_the_page_tells_price_stock_and_the_lot_that_is_sold(client):
    product = a_product(price=120_000)
    later, sooner = (
        a_lot(product, code=code, expires_on=localdate() + timedelta(days=days))
        for code, days in (("MUON", 300), ("SOM", 100))
    )
    a_shelf(product, on_hand=10, lot=later)
    a_shelf(product, on_hand=28, lot=sooner)

    answer = page(client, product)

    assert answer.context["info"].availability.left == 38
    assert answer.context["shelves"].lot == sooner
    assert "120.000" in answer.content.decode()
    assert "SOM" in answer.content.decode()


def test_a_lot_too_near_its_end_is_not_the_one_being_sold(client):
    product = a_product()
    a_shelf(product, on_hand=5, expires_on=localdate() + timedelta(days=2))

    answer = page(client, product)

    assert (answer.context["shelves"].lot, answer.context["info"].availability.is_available_to_buy) == (None, False)


def test_the_page_tells_where_it_lies_on_a_shelf(client):
    product = a_product()
    a_shelf(product, on_hand=5, location=a_location("Kho chính"))
    a_shelf(product, on_hand=2, location=a_location("Chợ Tam Kỳ", kind="market"))
    a_shelf(product, on_hand=7, location=a_location("Trung tâm OCOP Hội An", kind="ocop_center"))
    a_shelf(product, on_hand=9, location=a_location("Quầy đã đóng", kind="hotel_kiosk", is_open=False))

    places = page(client, product).context["shelves"].places

    assert [(place.name, place.units) for place in places] == [("Trung tâm OCOP Hội An", 7), ("Chợ Tam Kỳ", 2)]


def of_age(client) -> None:
    session = client.session
    session["is_adult"] = True
    session.save()


@pytest.mark.parametrize(("facts", "is_told"), [({}, True), ({"abv": 40}, True), ({"stars": None}, False)])
def test_shelves_are_told_only_where_it_may_be_sold_by_hand(client, facts, is_told):
    of_age(client)
    product = a_product(on_hand=5, location=a_location(kind="market"), **facts)

    assert bool(page(client, product).context["places"]) == is_told


@pytest.mark.parametrize(
    ("paper", "state", "words"),
    [
        ({}, "valid", ""),
        ({"expires_on": localdate() - timedelta(days=1)}, "lapsed", "certificate has run out"),
        ({"revoked_on": localdate(), "revoked_because": "Hồ sơ sai"}, "revoked", "certificate was withdrawn"),
        (None, "none", "no OCOP certificate yet"),
    ],
)
def test_the_slip_and_the_refusal_agree(client, paper, state, words):
    product = a_product(stars=None, on_hand=5)
    if paper is not None:
        a_certificate(product, **paper)

    answer = client.get(f"/en/products/{product.slug}_{product.pk}/")

    assert answer.context["certificate_state"] == state
    assert words in answer.content.decode()
    assert ("/en/basket/add/" in answer.content.decode()) == (state == "valid")


def test_without_the_gate_goods_are_sold_without_a_star(client, settings):
    settings.SALE_WITHOUT_CERTIFICATE = "unbadged"
    product = a_product(stars=None, on_hand=5)
    a_certificate(product, stars=5, expires_on=localdate() - timedelta(days=1))

    answer = page(client, product)

    assert (answer.context["stars"], answer.context["info"].availability.is_available_to_buy) == (None, True)
    assert 'class="seal"' not in answer.content.decode()


def test_strong_alcohol_is_shown_and_not_sold(client):
    product = a_product("Rượu Hồng Đào", abv=40, on_hand=5)
    of_age(client)

    answer = client.get(f"/en/products/{product.slug}_{product.pk}/")

    assert "Please ask the producer about it." in answer.content.decode()
    assert ("Alcohol", "40 % vol.") in answer.context["facts"]


def test_a_size_is_chosen_on_the_page_of_its_parent(client):
    parent, (small, large) = a_product_in_sizes(90_000, 150_000)

    answer = page(client, parent, size=large.pk)

    assert answer.context["chosen"] == large
    assert answer.context["info"].price.incl_tax == 150_000
    assert [size for size, __ in answer.context["sizes"]] == [small, large]
    assert client.get(large.get_absolute_url()).url == f"{parent.get_absolute_url()}?size={large.pk}"


def test_the_first_size_that_can_be_bought_is_chosen_where_none_is_named(client):
    parent, (small, large) = a_product_in_sizes(90_000, 150_000)
    small.stockrecords.update(num_in_stock=0)

    assert [page(client, parent, size=asked).context["chosen"] for asked in ("", "x", "999")] == [large] * 3


def test_goods_off_the_shelves_have_no_page_but_for_staff(client):
    hidden = a_product(is_public=False)
    suspended = a_product(producer=a_producer(verification="suspended"))

    assert [page(client, product).status_code for product in (hidden, suspended)] == [404, 404]
    client.force_login(a_member_of_staff())
    assert [page(client, product).status_code for product in (hidden, suspended)] == [200, 200]


@pytest.mark.parametrize("number", ["0", "999999", "9" * 40])
def test_an_unknown_number_is_not_found(client, number):
    assert client.get(f"/san-pham/nuoc-mam_{number}/").status_code == 404


def test_an_old_name_in_the_address_leads_to_the_new_one(client):
    product = a_product()

    answer = client.get(f"/san-pham/ten-cu_{product.pk}/")

    assert (answer.status_code, answer.url) == (301, product.get_absolute_url())


def test_looking_writes_nothing(client):
    product = a_product(on_hand=5)

    with CaptureQueriesContext(connection) as queries:
        page(client, product)

    assert [query["sql"] for query in queries if not query["sql"].startswith(("SELECT", "SAVEPOINT", "RELEASE"))] == []
    assert get_model("analytics", "ProductRecord").objects.count() == 0


def test_oscars_analytics_do_not_listen(db):
    from oscar.apps.basket.signals import basket_addition
    from oscar.apps.catalogue.signals import product_viewed
    from oscar.apps.order.signals import order_placed

    listening = [
        receiver.__module__
        for signal in (basket_addition, product_viewed, order_placed)
        for receiver in signal._live_receivers(sender=None)[0]
    ]
    assert [module for module in listening if "analytics" in module] == []


def test_machines_read_an_offer_that_no_title_can_break_out_of(client):
    product = a_product("</script><script>alert(1)</script>", on_hand=1)

    html = page(client, product).content.decode()

    said = re.search(r'<script type="application/ld\+json">(.*?)</script>', html).group(1)
    thing, way = json.loads(said)["@graph"]
    assert thing["name"] == "</script><script>alert(1)</script>"
    assert thing["offers"]["availability"] == "https://schema.org/InStock"
    assert [step["name"] for step in way["itemListElement"]] == ["Sản phẩm", "Thực phẩm", thing["name"]]
    assert "<script>alert" not in html


def test_what_the_law_wants_is_listed(client):
    product = a_product(
        ingredients="Cá cơm than, muối biển",
        storage="Nơi khô mát",
        warnings="Không dùng khi nắp phồng",
        declaration_number="01/CK/2026",
        on_hand=3,
    )

    facts = dict(client.get(f"/en/products/{product.slug}_{product.pk}/").context["facts"])

    assert facts["Ingredients or materials"] == "Cá cơm than, muối biển"
    assert facts["Net quantity"] == "500 ml"
    assert facts["Declaration number"] == "01/CK/2026"
    assert facts["Responsible for it"].startswith(product.producer.name)
    assert list(facts)[-1] != "Barcode"


def test_machines_read_no_price_of_what_may_not_be_sold(client):
    html = page(client, a_product(stars=None, on_hand=1)).content.decode()

    said = re.search(r'<script type="application/ld\+json">(.*?)</script>', html).group(1)
    assert "offers" not in json.loads(said)["@graph"][0]


def test_machines_read_a_rating_where_there_are_reviews(client, monkeypatch):
    product = a_product(on_hand=1)
    monkeypatch.setattr("catalogue.pages.product.more_context", [])

    def rating():
        html = page(client, product).content.decode()
        said = re.search(r'<script type="application/ld\+json">(.*?)</script>', html).group(1)
        return json.loads(said)["@graph"][0].get("aggregateRating")

    assert rating() is None
    reviews = SimpleNamespace(count=3, average=Decimal("4.666"))
    monkeypatch.setattr("catalogue.pages.product.more_context", [lambda request, product: {"reviews": reviews}])
    assert rating() == {"@type": "AggregateRating", "ratingValue": 4.7, "reviewCount": 3}


def test_beside_it_stand_goods_of_its_maker_and_of_its_place(client, settings):
    settings.ALCOHOL_CONTACT_ONLY_ABV = 100
    maker = a_producer()
    product = a_product(producer=maker, on_hand=1)
    a_product("Mắm nêm", producer=maker, on_hand=1)
    a_product("Chè Đông Giang", on_hand=1)
    a_product("Chưa có sao", stars=None, producer=maker, on_hand=1)
    a_product("Giấu", is_public=False, on_hand=1)
    a_product("Rượu gạo", abv=15, producer=maker, on_hand=1)
    ly_son = a_ward("21548", "Đặc khu Lý Sơn", province=a_province("51", "Tỉnh Quảng Ngãi"))
    a_product("Tỏi Lý Sơn", origin_ward=ly_son, on_hand=1)

    told = page(client, product).context

    assert [card.title for card in told["same_maker"]] == ["Mắm nêm"]
    assert [card.title for card in told["same_place"]] == ["Chè Đông Giang"]


def test_the_last_product_of_a_place_has_neighbours_too(client):
    a_product("Chè Đông Giang", on_hand=1)

    assert [card.title for card in page(client, a_product(on_hand=1)).context["same_place"]] == ["Chè Đông Giang"]


def test_neighbours_that_may_not_be_sold_leave_their_place_to_others(client):
    for n in range(4):
        a_product(f"Chưa có sao {n}", stars=None, on_hand=1)
    a_product("Chè Đông Giang", on_hand=1)
    before = a_ward("20000", "Phường Hải Châu")
    a_product("Bánh khô mè", origin_ward=before, on_hand=1)

    told = page(client, a_product(on_hand=1)).context

    assert sorted(card.title for card in told["same_place"]) == ["Bánh khô mè", "Chè Đông Giang"]


def test_several_pictures_are_a_strip_that_small_ones_lead_to(client, transactional_db):
    product = a_product()
    assert "data-gallery" not in page(client, product).content.decode()
    a_picture(product), a_picture(product)

    html = page(client, product).content.decode()

    assert (
        re.findall(r'id="(picture-\d)"', html)
        == re.findall(r'href="#(picture-\d)"', html)
        == ["picture-1", "picture-2"]
    )
    assert html.count('fetchpriority="high"') == 1


def test_it_can_be_shared_without_scripts(client):
    html = page(client, a_product("Mắm & muối")).content.decode()

    assert "https://www.facebook.com/sharer/sharer.php?u=http%3A%2F%2Ftestserver%2Fsan-pham%2F" in html
    assert "mailto:?subject=M%E1%BA%AFm%20%26%20mu%E1%BB%91i&amp;body=http%3A%2F%2Ftestserver" in html


def test_a_link_to_it_shows_its_name_and_its_picture(client, transactional_db):
    product = a_product("Mắm & muối", description="Của biển.")
    a_picture(product)

    html = page(client, product).content.decode()

    said = dict(re.findall(r'<meta property="og:(\w+)" content="(.*?)">', html))
    assert (said["title"], said["description"]) == ("Mắm &amp; muối", "Của biển.")
    assert said["url"] == f"http://testserver{product.get_absolute_url()}"
    assert said["image"].startswith("http://testserver/media/")


def cost(client, product) -> int:
    with CaptureQueriesContext(connection) as queries:
        page(client, product)
    return len(queries)


def test_a_product_among_four_and_among_forty_costs_the_same_queries(client):
    product = a_product(on_hand=5)
    for n in range(3):
        a_product(f"Mắm {n}", on_hand=2)
    page(client, product)
    for_few = cost(client, product)
    for n in range(36):
        a_product(f"Chè {n}", on_hand=2)

    assert cost(client, product) == for_few


def test_sizes_lots_shelves_and_neighbours_cost_no_more_queries(client):
    few, (size,) = a_product_in_sizes(90_000)
    many, sizes = a_product_in_sizes(90_000, 100_000, 110_000, 120_000, 130_000)
    for n in range(6):
        a_shelf(sizes[0], on_hand=2, location=a_location(kind="market"))
        a_certificate(many, issued_on=localdate() - timedelta(days=300 + n))
        a_product(f"Mắm {n}", producer=many.producer, on_hand=2)
    a_shelf(size, on_hand=2, location=a_location(kind="market"))
    page(client, few), page(client, many)

    assert (cost(client, few), cost(client, many)) == (9, 9)


def test_the_first_look_at_a_product_costs_what_its_neighbours_cost(client):
    first, __ = a_product_in_sizes(90_000)
    a_product("Chè", on_hand=2)
    page(client, first)
    cache.delete(f"catalogue.pages.neighbours.{first.pk}")

    assert cost(client, first) == 12


@pytest.mark.parametrize(("on_hand", "queries"), [(5, 12), (0, 12)])
def test_a_shopper_who_signed_in_costs_no_more_than_twelve(client, on_hand, queries):
    product = a_product(on_hand=on_hand)
    for n in range(6):
        a_product(f"Mắm {n}", producer=product.producer, on_hand=2)
    client.force_login(a_shopper())
    page(client, product)

    assert cost(client, product) == queries
