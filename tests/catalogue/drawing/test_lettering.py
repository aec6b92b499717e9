"""Words stay inside their label, whatever they are."""

import unicodedata

import pytest
from django.conf import settings
from fontTools.ttLib import TTFont

from catalogue.drawing.lettering import SMALLEST, WIDTHS, fit, width

VIETNAMESE = "AĂÂBCDĐEÊGHIKLMNOÔƠPQRSTUƯVXYÀẢÃÁẠẰẲẴẮẶẦẨẪẤẬỀỂỄẾỆÌỈĨÍỊỒỔỖỐỘỜỞỠỚỢÙỦŨÚỤỪỬỮỨỰỲỶỸÝỴ"


@pytest.fixture(scope="module")
def phudu():
    return TTFont(settings.DRAWING_FONTS / "Phudu-Bold.ttf")


def advance(font, char):
    return font["hmtx"][font.getBestCmap()[ord(char)]][0]


def test_the_table_of_widths_is_the_fonts_own(phudu):
    assert {char: advance(phudu, char) for char in WIDTHS} == WIDTHS


@pytest.mark.parametrize("char", VIETNAMESE + VIETNAMESE.lower())
def test_a_tone_mark_takes_no_width(phudu, char):
    assert width(char, 1000) == advance(phudu, char)


def test_letters_written_in_two_parts_measure_the_same():
    name = "Nước mắm Cửa Khe"

    assert width(unicodedata.normalize("NFD", name), 20) == width(name, 20)


def test_lines_are_even_and_words_whole():
    setting = fit("Chè xanh Đông Giang", room=164, height=110, largest=34)

    assert setting.lines == ("Chè xanh", "Đông Giang")


@pytest.mark.parametrize(
    "name", ["Muối", "Trà " * 30, "Nghiêngngảnghiêngngảnghiêngngả", "Tinh dầu quế Trà My nguyên chất loại một"]
)
def test_any_name_stays_inside_its_room(name):
    setting = fit(name, room=92, height=84, largest=24)

    assert max(width(line, setting.size) for line in setting.lines) <= 92
    assert setting.height <= 84
    assert setting.size >= SMALLEST
