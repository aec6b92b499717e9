import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalogue.places.mapping import HEIGHT, WIDTH, Mark, map_of
from tests.factories import a_ward


def a_mark(latitude, longitude, name="Chợ"):
    return Mark(latitude, longitude, name=name, line="", url="/")


@pytest.mark.django_db
def test_every_mark_lies_inside_and_the_north_is_above():
    drawn = map_of([a_mark(21.03, 105.85), a_mark(10.78, 106.70), a_mark(15.38, 109.12)])

    hanoi, saigon, ly_son = drawn.pins
    assert [0 < pin.x < WIDTH and 0 < pin.y < HEIGHT for pin in drawn.pins] == [True] * 3
    assert hanoi.y < ly_son.y < saigon.y
    assert hanoi.x < saigon.x < ly_son.x
    assert [pin.number for pin in drawn.pins] == [1, 2, 3]


@pytest.mark.django_db
def test_the_bounds_are_those_of_the_drawing():
    """The formulas are those of EPSG:3857: a mark's share of the window is its share of the bounds' width."""
    mark = a_mark(16.07, 108.22)
    drawn = map_of([mark])
    south, west, north, east = drawn.bounds

    assert (mark.longitude - west) / (east - west) == pytest.approx(drawn.pins[0].x / WIDTH, abs=0.001)
    assert south < mark.latitude < north
    assert [round(side, 3) for side in (drawn.ground_bounds[1], drawn.ground_bounds[3])] == [
        round(2 * west - east, 3), round(2 * east - west, 3),
    ]  # fmt: skip


@pytest.mark.django_db
def test_each_commune_is_a_dot_and_old_ones_are_none():
    a_ward("20794", latitude=16.0, longitude=108.2)
    a_ward("20000", "Xã Cũ", latitude=15.9, longitude=108.1, valid_to="2026-01-01")

    assert len(re.findall(r"M-?\d+ -?\d+h0", map_of([a_mark(16.07, 108.22)]).ground)) == 1


@pytest.mark.django_db
def test_the_communes_are_read_once():
    a_ward("20794", latitude=16.0, longitude=108.2)
    map_of([a_mark(16.07, 108.22)])
    with CaptureQueriesContext(connection) as queries:
        map_of([a_mark(16.07, 108.22)])
    cache.clear()

    assert len(queries) == 0


def test_without_a_mark_there_is_no_map():
    assert map_of([]) is None
