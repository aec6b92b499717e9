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

# Stands before the first word of a name, so that "begins with" is a matter of words in a row.
START = "thenamebeginshere"
# Of an administrative unit, before its own name; folded.
UNITS = ("thi tran", "dac khu", "thi xa", "thanh pho", "xa", "phuong", "huyen", "quan", "tinh", "tt", "tp", "tx")


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


def thing(title: str, place: str) -> list[str]:
    """The title's words without the names of its places, by which goods are not what is called like them.

    >>> thing("Bột quế Trà My", "Xã Trà My · Thành phố Đà Nẵng"), thing("Bánh dừa Quế Sơn", "Quế Xuân 2, Quế Sơn")
    (['bot', 'que'], ['banh', 'dua'])
    """
    left = accented(title)
    for name in sorted(map(_unprefixed, re.split(r"[·,]", place)), key=len, reverse=True):
        for at in range(len(left) - len(name), -1, -1):
            # A name of one word may be any word.
            if len(name) > 1 and left[at : at + len(name)] == name:
                del left[at : at + len(name)]
    return tokens(" ".join(left)) or tokens(title)


def _unprefixed(name: str) -> list[str]:
    words = accented(name)
    folded = " ".join(tokens(name)) + " "
    return next((words[unit.count(" ") + 1 :] for unit in UNITS if folded.startswith(unit + " ")), words)


def padded(words) -> str:
    return f" {' '.join(words)} "
