"""English sentences are said as they are written."""

import polib
import pytest
from django.utils import translation

from tests.architecture.test_house import HOUSE, ROOMS


@pytest.mark.parametrize("room", ROOMS)
def test_no_library_says_our_english_otherwise(room):
    sentences = [entry.msgid for entry in polib.pofile(HOUSE / room / "locale/vi/LC_MESSAGES/django.po")]

    with translation.override("en"):
        changed = [sentence for sentence in sentences if translation.gettext(sentence) != sentence]

    assert changed == []
