from datetime import date

import pytest
from django.urls import reverse

from catalogue.places import choices
from catalogue.places.models import Province, Ward
from tests.factories import a_province, a_ward

pytestmark = pytest.mark.django_db


def wards_of(client, **question):
    return client.get(reverse("places:wards"), question)


def test_a_ward_is_found_without_accents_and_with_them(client):
    a_ward("20794", "Xã Thăng An")
    a_ward("20791", "Xã Thăng Bình")
    a_ward("20410", "Phường Hội An")

    answers = [wards_of(client, province="48", q=typed).json() for typed in ("thang an", "Thăng An", "THĂNG AN")]

    assert answers == [[{"code": "20794", "name": "Xã Thăng An", "folded": "xa thang an"}]] * 3


def test_all_wards_of_a_province_come_in_order_of_their_names(client):
    a_ward("20794", "Xã Thăng An")
    a_ward("20410", "Phường Hội An")
    a_ward("21548", "Đặc khu Lý Sơn", province=a_province("51", "Tỉnh Quảng Ngãi"))

    names = [ward["name"] for ward in wards_of(client, province="48").json()]

    assert names == ["Phường Hội An", "Xã Thăng An"]


@pytest.mark.parametrize("question", [{}, {"province": "99"}, {"province": ""}, {"province": "4' OR 1=1"}])
def test_an_unknown_province_has_no_wards(client, question):
    a_ward()

    answer = wards_of(client, **question)

    assert (answer.status_code, answer.json()) == (200, [])


def test_an_abolished_ward_is_not_offered(client):
    province = a_province()
    Ward.objects.create(
        code="20195",
        name="Xã Hòa Bắc",
        short_name="Hòa Bắc",
        province=province,
        valid_from=date(2025, 1, 1),
        valid_to=date(2025, 7, 1),
    )

    assert wards_of(client, province="48").json() == []


def test_the_answer_is_kept_by_browsers_and_asked_for_again_by_its_tag(client):
    a_ward()
    first = wards_of(client, province="48")

    again = client.get(reverse("places:wards"), {"province": "48"}, headers={"If-None-Match": first["ETag"]})

    assert set(first["Cache-Control"].split(", ")) == {"public", "max-age=86400"}
    assert (again.status_code, again.content) == (304, b"")


def test_a_new_ward_makes_the_kept_answer_stale(client):
    a_ward()
    first = wards_of(client, province="48")
    a_ward("20410", "Phường Hội An")

    again = client.get(reverse("places:wards"), {"province": "48"}, headers={"If-None-Match": first["ETag"]})

    assert again.status_code == 200


def test_provinces_of_today_are_offered_in_the_order_of_their_short_names():
    a_province("51", "Tỉnh Quảng Ngãi")
    a_province("91", "Tỉnh An Giang")
    a_province("48", "Thành phố Đà Nẵng")
    Province.objects.create(
        code="49", name="Tỉnh Quảng Nam", short_name="Quảng Nam", region="centre",
        valid_from=date(2025, 1, 1), valid_to=date(2025, 7, 1),
    )  # fmt: skip

    assert choices.provinces() == [("91", "An Giang"), ("48", "Đà Nẵng"), ("51", "Quảng Ngãi")]
