import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from catalogue.producers.models import Producer
from tests.factories import a_location, a_producer, a_product, a_province, a_ward

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]

LY_SON = {"code": "21548", "name": "Đặc khu Lý Sơn"}


def body_of(client, address):
    page = client.get(address)
    assert page.status_code == 200
    return page.content.decode()


def queries_of(client, address) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return len(queries)


def test_the_list_shows_makers_who_are_verified_and_have_goods(client):
    a_product(producer=a_producer("HTX Cửa Khe"))
    a_producer("HTX Chưa có hàng")
    a_product(producer=a_producer("HTX Chưa kiểm", verification="applied", verified_at=None))
    a_product(producer=a_producer("HTX Giấu hàng"), is_public=False)

    body = body_of(client, "/en/producers/")

    assert [name in body for name in ("Cửa Khe", "Chưa có hàng", "Chưa kiểm", "Giấu hàng")] == [
        True, False, False, False,
    ]  # fmt: skip
    assert "1 maker<" in body


def test_a_maker_with_many_goods_is_listed_once(client):
    maker = a_producer("HTX Cửa Khe")
    for _ in range(3):
        a_product(producer=maker)

    assert body_of(client, "/nha-san-xuat/").count("HTX Cửa Khe</a>") == 1


def test_the_list_of_one_province(client):
    a_product(producer=a_producer("HTX Cửa Khe"))
    ly_son = a_ward(**LY_SON, province=a_province("51", "Tỉnh Quảng Ngãi"))
    a_product(producer=a_producer("Cơ sở tỏi Lý Sơn", ward=ly_son))

    body = body_of(client, "/en/producers/?province=51")

    assert ["HTX Cửa Khe" in body, "Cơ sở tỏi Lý Sơn" in body] == [False, True]
    assert '<option value="51" selected>Quảng Ngãi</option>' in body


@pytest.mark.parametrize("question", ["cua khe", "CỬA KHE", "thang an", "cua thang"])
def test_a_maker_is_found_by_name_or_place_without_accents(client, question):
    a_product(producer=a_producer("HTX Cửa Khe"))
    a_product(producer=a_producer("Cơ sở Lý Sơn", ward=a_ward(**LY_SON)))

    found = client.get("/nha-san-xuat/", {"q": question}).context["producers"]

    assert [maker.name for maker in found] == ["HTX Cửa Khe"]


def test_a_question_that_no_maker_answers_says_what_to_do(client):
    assert "No maker answers this" in body_of(client, "/en/producers/?q=xyz")


def test_a_new_name_is_found_at_once(client):
    maker = a_producer("HTX Cửa Khe")
    maker.name = "HTX Bình Minh"
    maker.save(update_fields=["name"])

    assert list(Producer.objects.named_like("binh minh")) == [maker]


def test_the_page_shows_stores_and_a_map(client):
    maker = a_producer("HTX Cửa Khe", latitude=15.7, longitude=108.4)
    a_location("Cửa hàng Cửa Khe", kind="producer_store", producer=maker, latitude=15.8, longitude=108.3)
    a_location("Kho của HTX", producer=maker, latitude=15.9, longitude=108.3)

    page = client.get(maker.get_absolute_url())

    assert [store["name"] for store in page.context["stores"]] == ["Cửa hàng Cửa Khe"]
    assert [pin.mark.name for pin in page.context["map"].pins] == ["HTX Cửa Khe", "Cửa hàng Cửa Khe"]


@pytest.mark.parametrize("question", ["?province=99", "?province=%27"])
def test_a_province_without_makers_says_what_to_do(client, question):
    assert "No makers here yet" in body_of(client, f"/en/producers/{question}")


@pytest.mark.parametrize("page", ["0", "-1", "999", "x"])
def test_a_page_that_is_not_there_is_a_404(client, page):
    assert client.get(f"/nha-san-xuat/?page={page}").status_code == 404


def test_the_page_of_a_maker_says_who_and_where(client):
    maker = a_producer(
        "HTX Cửa Khe",
        street="Thôn Cửa Khe",
        legacy_address="Bình Dương, Thăng Bình, Quảng Nam",
        phone="+84905123456",
        email="cuakhe@example.com",
        story_teaser="Ủ chượp trong chum.\n<script>",
    )
    a_product("Nước mắm Cửa Khe", producer=maker, on_hand=9)
    a_product("Mắm nêm của người khác")

    body = body_of(client, maker.get_absolute_url())

    for words in (
        "Thôn Cửa Khe, Xã Thăng An, Thành phố Đà Nẵng",
        "Bình Dương, Thăng Bình, Quảng Nam",
        "0905 123 456",
        "Ủ chượp trong chum.",
        "&lt;script&gt;",
        "Nước mắm Cửa Khe",
    ):
        assert words in body
    assert "Mắm nêm của người khác" not in body


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"verification": "verified", "verified_at": now()}, "Verified maker"),
        ({"verification": "applied", "verified_at": None}, "We have not yet checked who stands behind this name."),
        ({"verification": "suspended", "verified_at": None}, "This maker is suspended."),
    ],
)
def test_verification_is_said_plainly(client, facts, words):
    maker = a_producer(**facts)
    a_product(producer=maker)

    assert words in body_of(client, f"/en/producers/{maker.slug}/")


def test_an_unknown_maker_is_a_404(client):
    assert client.get("/nha-san-xuat/khong-co/").status_code == 404


def test_a_page_asks_the_database_as_often_for_twelve_goods_as_for_one(client):
    one, twelve = a_producer(), a_producer()
    a_product(producer=one, on_hand=5)
    for number in range(12):
        a_product(f"Nước mắm {number}", producer=twelve, on_hand=5)

    assert queries_of(client, twelve.get_absolute_url()) == queries_of(client, one.get_absolute_url())


def test_the_list_asks_the_database_as_often_for_twelve_makers_as_for_one(client):
    a_product()
    for_one = queries_of(client, "/nha-san-xuat/")
    for _ in range(11):
        a_product()

    assert Producer.objects.listed().count() == 12
    assert queries_of(client, "/nha-san-xuat/") == for_one
