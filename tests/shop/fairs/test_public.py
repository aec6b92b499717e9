"""The page of a fair: what lies in each booth now, what was sold out, the same number of queries however many."""

import json
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localdate

from shop.fairs.models import Fair
from tests.factories import a_product, a_shelf
from tests.factories.fairs import a_booth, a_fair, an_open_booth, count_all, sell

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _site(site, vietnam):
    return site


def page(client, fair, *, english=False):
    prefix = "/en/fairs" if english else "/hoi-cho"
    return client.get(f"{prefix}/{fair.slug}/")


def goods_of(response):
    return [[(good.card.title, good.left) for good in shown.goods] for shown in response.context["booths"]]


def test_each_booth_tells_what_is_left_and_what_was_sold_out(client):
    fair = a_fair()
    fish, tea = a_shelf(a_product("Nước mắm"), on_hand=9), a_shelf(a_product("Chè dây"), on_hand=9)
    booth = an_open_booth((fish, 4), (tea, 2), fair=fair)
    sell(booth, fish.lot, 1)
    sell(booth, tea.lot, 2)
    response = page(client, fair)

    assert response.status_code == 200
    assert goods_of(response) == [[("Nước mắm", "Còn 3"), ("Chè dây", "Ở đây đã hết")]]


def test_a_booth_that_has_closed_shows_no_goods(client):
    fish = a_shelf(a_product("Nước mắm"), on_hand=9)
    fair = a_fair()
    count_all(an_open_booth((fish, 4), fair=fair))

    assert goods_of(page(client, fair)) == [[]]


def test_the_english_page_has_its_own_words(client):
    fair = a_fair(name_en="Spring fair", description_en="Come early.")
    said = page(client, fair, english=True).content.decode()

    assert "Spring fair" in said
    assert "Come early." in said
    assert f"/hoi-cho/{fair.slug}/" in said


def test_machines_read_an_event(client):
    fair = a_fair(street="Quảng trường 24/3")
    said = page(client, fair).content.decode()
    event = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', said, re.S)[1])

    assert (event["@type"], event["name"], event["organizer"]["name"]) == ("Event", fair.name, fair.organiser)
    assert event["startDate"].startswith(f"{fair.starts_on.isoformat()}T08:00:00+07:00")


def test_a_fair_that_is_not_shown_is_not_there(client):
    assert page(client, a_fair(is_shown=False)).status_code == 404


@pytest.mark.parametrize(
    ("starts", "ends", "said"), [(3, 5, "Còn 3 ngày nữa khai mạc"), (-5, -1, "Đã kết thúc"), (-5, 5, "")]
)
def test_it_says_whether_it_is_coming_or_over(client, starts, ends, said):
    today = localdate()
    fair = a_fair(starts_on=today + timedelta(days=starts), ends_on=today + timedelta(days=ends))

    assert said in page(client, fair).context["said"].words


def test_the_list_leads_to_the_fairs(client):
    today = localdate()
    coming = a_fair("Sắp tới")
    over = a_fair("Đã qua", starts_on=today - timedelta(days=9), ends_on=today - timedelta(days=7))
    response = client.get(reverse("fairs:index"))

    assert [fair for fair, _said in response.context["coming"]] == [coming]
    assert [fair for fair, _said in response.context["over"]] == [over]


def test_ten_booths_ask_as_many_questions_as_one(client):
    asked = []
    for booths in (1, 10):
        fair = a_fair()
        for n in range(booths):
            an_open_booth((a_shelf(a_product(), on_hand=3), 3), fair=fair, number=f"A{n}")
        page(client, fair)
        with CaptureQueriesContext(connection) as queries:
            assert page(client, fair).status_code == 200
        asked.append(len(queries))

    assert asked[0] == asked[1]


def test_the_site_map_lists_what_is_shown(client):
    shown, _hidden = a_fair(), a_fair(is_shown=False)
    listed = client.get("/sitemap-fairs.xml").content.decode()

    assert f"/hoi-cho/{shown.slug}/" in listed
    assert f"/en/fairs/{shown.slug}/" in listed
    assert Fair.objects.get(is_shown=False).slug not in listed.replace(shown.slug, "")


def test_an_invited_producer_without_a_place_is_not_told_of(client):
    fair = a_fair()
    a_booth(fair, number="A1")
    fair.booths.create()

    assert [shown.booth.number for shown in page(client, fair).context["booths"]] == ["A1"]
