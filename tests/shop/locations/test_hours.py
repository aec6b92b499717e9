from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.utils.translation import override

from shop.locations import hours
from shop.locations.models import OpeningHours
from tests.factories import a_location

HERE = ZoneInfo("Asia/Ho_Chi_Minh")


@pytest.fixture
def point(db):
    """Open on Mondays with a noon break, and on Wednesdays."""
    point = a_location("Chợ Tam Kỳ", kind="market")
    for weekday, opens, closes in ((0, 7, 11), (0, 13, 17), (2, 8, 12)):
        OpeningHours.objects.create(location=point, weekday=weekday, opens=time(opens), closes=time(closes))
    return point


# 23 November 2026 is a Monday.
@pytest.mark.parametrize(
    ("day", "hour", "said"),
    [
        (23, 6, "Closed now, opens at 07:00"),
        (23, 7, "Open until 11:00"),
        (23, 11, "Closed now, opens at 13:00"),
        (23, 14, "Open until 17:00"),
        (23, 17, "Closed now, opens Wednesday at 08:00"),
        (24, 9, "Closed now, opens tomorrow at 08:00"),
        (25, 12, "Closed now, opens Monday at 07:00"),
    ],
)
def test_a_point_says_whether_it_is_open_and_when_next(point, day, hour, said):
    with override("en"):
        assert hours.said_at(point, at=datetime(2026, 11, day, hour, tzinfo=HERE)) == said


def test_a_point_without_hours_says_nothing(db):
    point = a_location()

    assert (hours.said_at(point, at=datetime(2026, 11, 23, tzinfo=HERE)), hours.week_of(point)) == ("", [])


def test_a_week_has_seven_days(point):
    with override("en"):
        week = hours.week_of(point)

    said = [(day, spells.replace("\N{WORD JOINER}", "")) for day, spells in week[:3]]
    assert said == [("Monday", "07:00–11:00, 13:00–17:00"), ("Tuesday", "Closed"), ("Wednesday", "08:00–12:00")]
    assert len(week) == 7
