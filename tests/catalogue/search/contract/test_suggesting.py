"""What may be meant, while it is typed."""

import pytest

from catalogue.search.protocol import Kind
from tests.factories import a_producer, a_product


@pytest.mark.parametrize("typed", ["nuoc m", "Nước mắ", "NUOC", "nước mắm c"])
def test_goods_by_the_beginning_of_a_word(goods, typed):
    assert goods.suggested(typed, Kind.PRODUCT)[0] == "Nước mắm Cửa Khe"


@pytest.mark.parametrize("typed", ["an vi", "hop tac xa an", "AN VĨNH"])
def test_makers(goods, typed):
    assert goods.suggested(typed, Kind.PRODUCER) == ["Hợp tác xã An Vĩnh"]


@pytest.mark.parametrize(
    ("typed", "places"),
    [
        ("quang ng", ["Tỉnh Quảng Ngãi"]),
        ("đà n", ["Thành phố Đà Nẵng"]),
        ("quảng nam", ["Thành phố Đà Nẵng"]),
        ("ly so", ["Đặc khu Lý Sơn, Tỉnh Quảng Ngãi"]),
    ],
)
def test_places_of_today_by_a_name_of_today_or_of_before(goods, typed, places):
    assert goods.suggested(typed, Kind.PLACE) == places


@pytest.mark.parametrize(("typed", "word"), [("nuoc m", "nước mắm"), ("fish", "fish sauce"), ("garl", "garlic")])
def test_words_that_find_something(goods, typed, word):
    assert goods.suggested(typed, Kind.WORD) == [word]


def test_a_word_suggested_finds_what_it_promises(goods):
    assert goods.titles(goods.suggested("fis", Kind.WORD)[0]) == ["Nước mắm Cửa Khe", "Nước mắm Nam Ô"]


def test_no_more_of_each_kind_than_asked_for(stall):
    for number in range(6):
        a_product(f"Chè dây số {number}", producer=a_producer(f"Chè {number}"))
    stall.open()

    assert [len(stall.suggested("che", kind, most=3)) for kind in (Kind.PRODUCT, Kind.PRODUCER)] == [3, 3]


def test_typed_accents_come_first(stall):
    for title in ("Bơ sáp", "Bò khô"):
        a_product(title, producer=a_producer("Trà My"))
    stall.open()

    assert (stall.suggested("bò", Kind.PRODUCT)[0], stall.suggested("bơ", Kind.PRODUCT)[0]) == ("Bò khô", "Bơ sáp")


@pytest.mark.parametrize("typed", ["", " ", "%", "*", '"', "zzzz", "\x07", "😀"])
def test_nothing_is_suggested_for_nothing(goods, typed):
    assert goods.engine.suggest(typed, day=goods.today, most=4) == []
