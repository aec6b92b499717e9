"""The words of public addresses: Vietnamese without a prefix, English under /en/."""

from django.utils.functional import lazy
from django.utils.translation import get_language


def _word(vi: str, en: str) -> str:
    return en if get_language() == "en" else vi


word = lazy(_word, str)
