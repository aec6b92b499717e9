"""Texts as the indexes hold them, and how two spellings are compared."""

import re
import unicodedata

from catalogue.folding import fold
from catalogue.search.models import Entry, Words

# "hoà" and "hòa" are one word: the mark is put where the older spelling has it.
TONES = {
    unicodedata.normalize("NFC", pair + tone): unicodedata.normalize("NFC", pair[0] + tone + pair[1])
    for pair in ("oa", "oe", "uy")
    for tone in "\u0300\u0301\u0303\u0309\u0323"
}
COLUMNS = ("title", "maker", "place", "about", "codes", "typed", "joined")


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


def words_of(entry: Entry) -> Words:
    said = [entry.title, entry.maker, entry.place, entry.about]
    title, maker, place, about, codes = (padded(tokens(text)) for text in [*said, entry.codes])
    return Words(
        entry=entry,
        title=title,
        maker=maker,
        place=place,
        about=about,
        codes=codes,
        typed=padded(word for text in said for word in [*accented(text), "|"]),
        joined=f"{title.replace(' ', '')} {maker.replace(' ', '')}",
    )


def padded(words) -> str:
    return f" {' '.join(words)} "


def slips(typed: str, text: str) -> int:
    """The fewest letters to change, add or drop for `typed` to stand somewhere in `text` (Sellers, 1980).

    >>> slips("nuocmamcuake", "nuocmamcuakhe hoptacxa"), slips("tra", "che")
    (1, 3)
    """
    row = [0] * (len(text) + 1)
    for wanted in typed:
        diagonal, row[0] = row[0], row[0] + 1
        for at, letter in enumerate(text, start=1):
            diagonal, row[at] = row[at], min(diagonal + (letter != wanted), row[at] + 1, row[at - 1] + 1)
    return min(row)


def slips_allowed(typed: str) -> int:
    """One in five letters, at least one; words of three letters or fewer must be right."""
    return 0 if len(typed) <= 3 else max(1, len(typed) // 5)
