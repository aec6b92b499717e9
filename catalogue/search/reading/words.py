"""Texts and questions in words, the same ones on both sides."""

import re
import unicodedata

from catalogue.folding import fold

# "hoà" and "hòa" are one word: the mark is put where the older spelling has it.
TONES = {
    unicodedata.normalize("NFC", pair + tone): unicodedata.normalize("NFC", pair[0] + tone + pair[1])
    for pair in ("oa", "oe", "uy")
    for tone in "\u0300\u0301\u0303\u0309\u0323"
}


def tokens(text: str) -> list[str]:
    """Folded words without punctuation: "48-20794" is two. Letters and digits only, so safe in any query.

    >>> tokens("Trà sâm (túi lọc) 48-20794")
    ['tra', 'sam', 'tui', 'loc', '48', '20794']
    """
    return re.findall(r"[a-z0-9]+", fold(text))


def accented(text: str) -> list[str]:
    """The same words with their accents, composed, in lower case, their tones where they used to be written."""
    words = re.findall(r"[^\W_]+", unicodedata.normalize("NFC", text).lower())
    return [word if word.startswith("qu") else word[:-2] + TONES.get(word[-2:], word[-2:]) for word in words]


def padded(words) -> str:
    return f" {' '.join(words)} "
