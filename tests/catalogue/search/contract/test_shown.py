"""What is not there, not on show or no longer certified."""

from datetime import timedelta

from django.utils.timezone import localdate

from catalogue.search.protocol import Kind
from tests.factories import a_certificate, a_producer, a_product


def test_an_empty_market_answers(stall):
    stall.open()

    assert (stall.ask().count, stall.ask("nước mắm").product_ids, stall.ask().facets["stars"]) == (0, (), {})


def test_stars_count_only_while_the_certificate_is_valid(stall):
    today = localdate()
    a_product("Mật ong rừng", producer=a_producer("Rừng"), stars=None)
    lapsing = a_product("Mật ong nhãn", producer=a_producer("Nhãn"), stars=None)
    a_certificate(lapsing, stars=5, issued_on=today - timedelta(days=900), expires_on=today)
    stall.open()

    counted = [stall.ask(day=today + timedelta(days=more)).facets["stars"] for more in (0, 1)]
    chosen = [stall.titles(day=today + timedelta(days=more), stars=("5",)) for more in (0, 1)]

    assert (counted, chosen) == ([{"5": 1}, {}], [["Mật ong nhãn"], []])


def test_what_lapsed_falls_behind_what_can_be_bought(stall):
    today = localdate()
    lapsing = a_product("Mật ong bạc hà", producer=a_producer("Bạc hà"), stars=None, on_hand=5)
    a_certificate(lapsing, stars=5, issued_on=today - timedelta(days=900), expires_on=today)
    a_product("Mật ong nhãn", producer=a_producer("Nhãn"), stars=3, on_hand=5)
    stall.open()

    orders = [stall.titles("mật ong", day=today + timedelta(days=more)) for more in (0, 1)]

    assert orders == [["Mật ong bạc hà", "Mật ong nhãn"], ["Mật ong nhãn", "Mật ong bạc hà"]]


def test_a_product_that_is_not_public_is_not_found(stall):
    a_product("Chè dây", producer=a_producer("Rừng"), is_public=False)
    stall.open()

    assert (stall.titles("chè dây"), stall.ask().count) == ([], 0)


def test_what_is_hidden_corrects_nothing(stall):
    a_product("Chè dây rừng", producer=a_producer("Rừng"), is_public=False)
    stall.open()

    assert stall.engine.names_near("che dai rung") == []


def test_no_more_of_each_kind_than_asked_for(stall):
    for number in range(6):
        a_product(f"Chè dây số {number}", producer=a_producer(f"Chè {number}"))
    stall.open()

    assert [len(stall.suggested("che", kind, most=3)) for kind in (Kind.PRODUCT, Kind.PRODUCER)] == [3, 3]
