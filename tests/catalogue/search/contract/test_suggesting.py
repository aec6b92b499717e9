"""What may be meant, while it is typed."""

import pytest

from catalogue.search.protocol import Kind


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


@pytest.mark.parametrize("typed", ["", " ", "%", "*", '"', "zzzz", "\x07", "😀"])
def test_nothing_is_suggested_for_nothing(goods, typed):
    assert goods.engine.suggest(typed, day=goods.today, most=4) == []
