from datetime import datetime, time
from math import inf
from zoneinfo import ZoneInfo

import pytest

from shop.locations.finding import Question, points, provinces
from shop.locations.models import OpeningHours
from shop.locations.whereabouts import at as whereabouts_at
from tests.factories import a_location, a_province, a_ward

MONDAY = datetime(2026, 11, 23, 10, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


@pytest.fixture
def market(db):
    hanoi = a_ward(
        "00004", "Phường Ba Đình", province=a_province("01", "Thành phố Hà Nội", latitude=21.0, longitude=105.8)
    )
    for name, kind, ward, latitude in (
        ("Chợ Tam Kỳ", "market", a_ward(), 15.57),
        ("Hội An", "ocop_center", a_ward(), 15.88),
        ("Ba Đình", "market", hanoi, 21.03),
        ("Không tọa độ", "market", a_ward(), None),
    ):
        longitude = 108 if latitude else None
        a_location(name, kind=kind, ward=ward, latitude=latitude, longitude=longitude)
    a_location("Kho", latitude=15.6, longitude=108)


def names(here=None, **asked):
    return [found.point.name for found in points(Question.read(asked), here=here, at=MONDAY)]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["Chợ Tam Kỳ", "Hội An", "Không tọa độ", "Ba Đình"]),
        ({"near": "21.0,108"}, ["Ba Đình", "Hội An", "Chợ Tam Kỳ", "Không tọa độ"]),
        ({"near": "15.5,108", "kind": "market"}, ["Chợ Tam Kỳ", "Ba Đình", "Không tọa độ"]),
        ({"province": "01"}, ["Ba Đình"]),
        ({"province": "99"}, []),
        ({"kind": "x", "near": "x"}, ["Chợ Tam Kỳ", "Hội An", "Không tọa độ", "Ba Đình"]),
        ({"near": "91,108"}, ["Chợ Tam Kỳ", "Hội An", "Không tọa độ", "Ba Đình"]),
        ({"near": "nan,inf"}, ["Chợ Tam Kỳ", "Hội An", "Không tọa độ", "Ba Đình"]),
    ],
)
def test_points_answer_in_order(market, asked, found):
    assert names(**asked) == found


def test_the_place_remembered_counts_and_the_devices_counts_more(market):
    here = whereabouts_at(province=a_province("01"))

    assert names(here=here)[0] == "Ba Đình"
    assert names(here=here, near="15.8,108")[0] == "Hội An"


def test_only_what_is_open_now(market):
    point = next(found.point for found in points(Question.read({}), here=None, at=MONDAY))
    OpeningHours.objects.create(location=point, weekday=0, opens=time(7), closes=time(11))

    assert names(open="1") == [point.name]


def test_a_point_without_coordinates_lies_in_the_middle_of_its_ward(db):
    ward = a_ward(latitude=16.0, longitude=108.0)
    found = a_location(kind="market", ward=ward)

    (one,) = points(Question.read({"near": "16.0,108.0"}), here=None, at=MONDAY)

    assert (one.point, one.kilometres) == (found, 0)


def test_what_lies_nowhere_is_infinitely_far(db):
    a_location(kind="market")

    assert [found.kilometres for found in points(Question.read({"near": "16,108"}), here=None, at=MONDAY)] == [inf]


def test_provinces_are_those_with_a_point(market):
    assert provinces() == [("48", "Đà Nẵng"), ("01", "Hà Nội")]
