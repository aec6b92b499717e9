"""What was typed finds what was meant, and the closest first."""

import unicodedata

import pytest

from catalogue.search.reading import asking, spelling

FISH_SAUCES = ["Nước mắm Cửa Khe", "Nước mắm Nam Ô"]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("typed", ["nước mắm", "NƯỚC MẮM", "nuoc mam", "nuớc mắm", "  Nước   mắm ", "mắm nước", "mam"])
def test_a_thing_typed_in_many_ways(goods, typed, form):
    assert goods.titles(unicodedata.normalize(form, typed)) == FISH_SAUCES


@pytest.mark.parametrize(
    "typed", ["Nước mắm Cửa Khe", "nuoc mam cua khe", "cua khe nuoc mam", "CUA KHE", "nước mắm cửa khê"]
)
def test_a_name_finds_that_one_and_no_other(goods, typed):
    assert goods.titles(typed) == ["Nước mắm Cửa Khe"]


@pytest.mark.parametrize("typed", ["nuoc mam cua ke", "nuocmam cua khe", "nươc măm cửa kke"])
def test_a_name_mistyped_is_found_and_said_to_be_near(goods, typed):
    assert (goods.titles(typed)[:1], goods.ask(typed).is_near) == (["Nước mắm Cửa Khe"], True)


def test_what_holds_the_words_is_not_said_to_be_near(goods):
    assert goods.ask("nuoc mam").is_near is False


@pytest.mark.parametrize("typed", ["dau phong", "dầu phộng", "dầu lạc", "dầu đậu phộng", "peanut oil"])
def test_another_word_for_the_same_thing(goods, typed):
    assert goods.titles(typed) == ["Dầu phụng nguyên chất"]


@pytest.mark.parametrize(
    ("typed", "titles"),
    [
        ("tam phu", ["Dầu phụng nguyên chất"]),
        ("hợp tác xã an vĩnh", ["Tỏi Lý Sơn"]),
        ("vang sim", ["Rượu sim Măng Đen"]),
    ],
)
def test_a_producer(goods, typed, titles):
    assert goods.titles(typed) == titles


OF_DANANG = {*FISH_SAUCES, "Dầu phụng nguyên chất", "Thịt heo đen", "Khăn thổ cẩm"}


@pytest.mark.parametrize(
    ("typed", "titles"),
    [
        ("Đà Nẵng", OF_DANANG),
        ("da nang", OF_DANANG),
        ("Quảng Nam", OF_DANANG),
        ("quang ngai", {"Tỏi Lý Sơn", "Rượu sim Măng Đen"}),
        ("thang an", {*FISH_SAUCES, "Dầu phụng nguyên chất"}),
        ("xã Bình Dương", {*FISH_SAUCES, "Dầu phụng nguyên chất"}),
        ("thang binh", {*FISH_SAUCES, "Dầu phụng nguyên chất"}),
    ],
)
def test_a_place_by_its_name_of_today_or_of_before(goods, typed, titles):
    assert set(goods.titles(typed)) == titles


@pytest.mark.parametrize(
    ("typed", "titles"),
    [
        ("fish sauce", FISH_SAUCES),
        ("FISH SAUCE", FISH_SAUCES),
        ("garlic", ["Tỏi Lý Sơn"]),
        ("pork", ["Thịt heo đen"]),
        ("alcoholic drinks", ["Rượu sim Măng Đen"]),
    ],
)
def test_a_word_in_english(goods, typed, titles):
    assert goods.titles(typed) == titles


@pytest.mark.parametrize("typed", ["đồ uống", "do uong", "Drinks"])
def test_the_name_of_a_group(goods, typed):
    assert goods.titles(typed) == ["Rượu sim Măng Đen"]


def test_a_thing_and_a_place_together(goods):
    assert goods.titles("tỏi quảng ngãi") == ["Tỏi Lý Sơn"]


@pytest.mark.parametrize("typed", ["xe máy", "zzzz", "iphone 15"])
def test_what_nobody_sells_is_not_found(goods, typed):
    assert (goods.titles(typed), goods.ask(typed).count) == ([], 0)


def test_a_code_is_found_whole(goods):
    from catalogue.models import Product

    garlic = Product.objects.get(title="Tỏi Lý Sơn")
    number, sku = garlic.certificates.get().number, garlic.stockrecords.get().partner_sku

    assert goods.titles(number) == goods.titles(sku) == ["Tỏi Lý Sơn"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("nuoc mam cua ke", "nước mắm cửa khe"),
        ("nuocmam", "nước mắm"),
        ("tỏi lý xơn", "tỏi lý sơn"),
        ("rượu xim", "rượu sim"),
        ("hợp tác xã an vĩnk", "hợp tác xã an vĩnh"),
        ("nuoc mam cua khe", ""),
        ("cua khe nuoc mam", ""),
        ("iphone 15", ""),
        ("zzzz", ""),
        ("%", ""),
    ],
)
def test_words_as_they_were_perhaps_meant(goods, typed, meant):
    corrected = spelling.corrected(asking.read(typed), goods.engine.names_near(typed))

    assert corrected == meant
    assert not meant or (goods.ask(corrected).count > 0, goods.ask(corrected).is_near) == (True, False)


@pytest.mark.parametrize(
    ("typed", "titles"),
    [
        ("mua tỏi lý sơn ở đâu", ["Tỏi Lý Sơn"]),
        ("đặc sản tỏi", ["Tỏi Lý Sơn"]),
        ("dac san toi", ["Tỏi Lý Sơn"]),
        ("buy garlic from Ly Son", ["Tỏi Lý Sơn"]),
    ],
)
def test_words_that_say_nothing_of_the_goods_are_left_out(goods, typed, titles):
    assert (goods.titles(typed), goods.ask(typed).is_near) == (titles, False)


@pytest.mark.parametrize("typed", ["đặc sản", "mua", "sản phẩm của"])
def test_a_search_of_such_words_alone_keeps_them(db, typed):
    assert [word for group in asking.read(typed) for word in group.typed] == typed.split()
