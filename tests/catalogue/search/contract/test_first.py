"""What comes first of little, where nothing else is on show."""

from catalogue.search.editing import synonyms
from catalogue.search.protocol import Kind
from tests.factories import a_producer, a_product


def test_typed_accents_come_first_and_the_others_after(stall):
    for title in ("Bơ sáp", "Bò khô", "Bo bo"):
        a_product(title, producer=a_producer("Trà My"))
    stall.open()

    first = [stall.titles(typed)[0] for typed in ("bò", "bơ")]

    assert (first, len(stall.titles("bo"))) == (["Bò khô", "Bơ sáp"], 3)


def test_what_is_called_so_comes_before_what_is_made_of_it_or_by_its_namesake(stall):
    a_product("Bánh quế", producer=a_producer("Lò bánh"))
    a_product("Quế thanh", producer=a_producer("Lò quế"))
    a_product("Tinh dầu", producer=a_producer("Quế Trà My"), stars=5)
    a_product("Kẹo gừng", producer=a_producer("Lò kẹo"), ingredients="gừng, quế", stars=5)
    stall.open()

    assert stall.titles("quế") == ["Quế thanh", "Bánh quế", "Tinh dầu", "Kẹo gừng"]


def test_the_word_itself_comes_before_another_for_it(stall):
    synonyms.load()
    a_product("Kẹo lạc", producer=a_producer("Lò kẹo"), stars=3)
    a_product("Kẹo đậu phộng", producer=a_producer("Lò đường"), stars=5)
    stall.open()

    assert stall.titles("kẹo lạc") == ["Kẹo lạc", "Kẹo đậu phộng"]


def test_typed_accents_come_first_while_typed(stall):
    for title in ("Bơ sáp", "Bò khô"):
        a_product(title, producer=a_producer("Trà My"))
    stall.open()

    assert (stall.suggested("bò", Kind.PRODUCT)[0], stall.suggested("bơ", Kind.PRODUCT)[0]) == ("Bò khô", "Bơ sáp")
