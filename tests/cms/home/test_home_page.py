import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from catalogue.evaluation.models import CriteriaSet
from catalogue.search.entries.refreshing import rebuild
from cms.home.models import HomePage
from shop.locations.models import Location
from tests.factories import a_criteria_set, a_location, a_producer, a_product, a_province, a_shelf


class Visitor(Client):
    """Comes after the entries were written, which a test's transaction, never committed, leaves undone."""

    def get(self, *args, **kwargs):
        rebuild()
        return super().get(*args, **kwargs)


@pytest.fixture
def client():
    return Visitor()


def titles(response, heading):
    """What stands on the shelf with this heading."""
    section = next(s for s in response.context["sections"] if s.value.get("heading") == heading)
    return [card.title for card in section.cards]


def in_sizes(title, *, sizes):
    """A product that is bought in one of its sizes."""
    parent = a_product(title, structure="parent")
    parent.stockrecords.all().delete()
    for number in range(sizes):
        size = a_product(f"{title} {number}", structure="child", parent=parent, product_class=None, stars=None)
        a_shelf(size, on_hand=3)


def test_an_empty_market_says_what_will_come(planted, client):
    page = client.get("/en/")

    assert page.status_code == 200
    assert "Nothing on this shelf yet" in page.text
    assert "In season" not in page.text


def test_the_front_page_names_six_groups_with_their_addresses(planted, client):
    a_product()

    page = client.get("/")

    groups = next(section.more["groups"] for section in page.context["sections"] if "groups" in section.more)
    assert [(group, bool(card)) for group, _label, card in groups] == [
        ("food", True),
        ("drink", False),
        ("medicine", False),
        ("craft", False),
        ("plant", False),
        ("visit", False),
    ]
    assert 'href="/san-pham/thuc-pham/"' in page.text


def test_each_group_shows_one_of_its_goods(planted, client):
    drinks = a_criteria_set(number=12, group=CriteriaSet.Group.DRINK)
    a_product("Rượu cũ", criteria_set=drinks)
    a_product("Trà mới", criteria_set=drinks)

    page = client.get("/")

    groups = next(section.more["groups"] for section in page.context["sections"] if "groups" in section.more)
    assert {group.value: card.title for group, _label, card in groups if card} == {"drink": "Trà mới"}


def test_a_shelf_takes_goods_by_its_rule(planted, client):
    a_product("Loòng boong", is_seasonal=True, on_hand=3)
    a_product("Nước mắm", on_hand=3)
    a_product("Chưa có sao", stars=None, on_hand=3)

    page = client.get("/")

    assert titles(page, "Đang vào mùa") == ["Loòng boong"]
    assert titles(page, "Mới lên kệ") == ["Nước mắm", "Loòng boong"]


def test_a_shelf_of_one_group_holds_that_group(planted, client):
    home = HomePage.objects.get(locale__language_code="vi")
    home.body = [("shelf", {"heading": "Đồ uống", "rule": "group", "group": "drink", "most": 4})]
    home.save_revision().publish()
    a_product("Nước mắm")
    a_product("Trà", criteria_set=a_criteria_set(number=12, group=CriteriaSet.Group.DRINK))

    page = client.get("/")

    assert titles(page, "Đồ uống") == ["Trà"]


def test_producers_tell_and_points_of_sale_are_named(planted, client):
    a_producer("HTX Cửa Khe", story_teaser="Ba đời làm mắm.")
    a_producer("Chưa kể gì")
    a_location("Trung tâm OCOP Hội An", kind=Location.Kind.OCOP_CENTER)
    a_location("Kho Tam Kỳ")

    text = client.get("/").text

    assert [name in text for name in ("Ba đời làm mắm.", "Chưa kể gì", "Trung tâm OCOP Hội An", "Kho Tam Kỳ")] == [
        True,
        False,
        True,
        False,
    ]


@pytest.mark.parametrize("language", ["/", "/en/"])
def test_the_queries_of_the_front_page_do_not_grow_with_goods(planted, client, language):
    def queries():
        client.get(language)
        with CaptureQueriesContext(connection) as seen:
            Client().get(language)
        return len(seen)

    a_producer(story_teaser="Ba đời làm mắm.")
    a_location(kind=Location.Kind.OCOP_CENTER)
    in_sizes("Mật ong", sizes=2)
    for number in range(3):
        a_product(f"Món {number}", on_hand=5, is_seasonal=True)
    with_few = queries()
    for number in range(19):
        a_product(f"Món thêm {number}", on_hand=5, is_seasonal=True)
    in_sizes("Hạt điều", sizes=4)
    with_many = queries()

    # In English Wagtail looks for the page below the root of the site.
    assert (with_few, with_many) == ((11, 11) if language == "/" else (12, 12))


def test_the_nearest_points_stand_first_for_whoever_said_where_they_are(planted, client):
    a_location("Chợ Hàn", kind=Location.Kind.MARKET, latitude=16.05, longitude=108.2)
    a_location("Chợ Hôm", kind=Location.Kind.MARKET, latitude=21.03, longitude=105.85)
    a_province("01", "Thành phố Hà Nội", latitude=21.0, longitude=105.8)

    def points():
        sections = client.get("/").context["sections"]
        return [point["name"] for section in sections for point in section.more.get("points", [])]

    assert points() == ["Chợ Hàn", "Chợ Hôm"]
    client.post("/diem-ban/noi-cua-toi/", {"province": "01"})
    assert points() == ["Chợ Hôm", "Chợ Hàn"]


def test_an_editor_chooses_the_three_goods_at_the_top_and_their_order(planted, client):
    first, second = a_product("Thứ nhất"), a_product("Thứ hai")
    home = HomePage.objects.get(locale__language_code="vi")
    hero = {"heading": "Chợ", "lead": "Của quê", "example": "", "chips": [], "products": [second, first]}
    home.body = [("hero", hero)]
    home.save_revision().publish()

    page = client.get("/")

    assert titles(page, "Chợ") == ["Thứ hai", "Thứ nhất"]


@pytest.mark.parametrize(("abv", "is_there"), [(14.9, True), (15, False)])
def test_strong_drink_stands_in_no_window_even_where_it_is_sold_and_chosen(planted, client, settings, abv, is_there):
    settings.ALCOHOL_CONTACT_ONLY_ABV = 100
    drinks = a_criteria_set(number=12, group=CriteriaSet.Group.DRINK)
    wine = a_product("Rượu", on_hand=5, abv=abv, is_seasonal=True, criteria_set=drinks)
    home = HomePage.objects.get(locale__language_code="vi")
    hero = {"heading": "Chợ", "lead": "Của quê", "example": "", "chips": [], "products": [wine]}
    shelf = {"heading": "Mùa này", "rule": "season", "group": "", "most": 4}
    home.body = [("hero", hero), ("groups", {"heading": "Nhóm"}), ("shelf", shelf)]
    home.save_revision().publish()

    page = client.get("/")

    assert [bool(section.cards) for section in page.context["sections"]] == [is_there] * 3
