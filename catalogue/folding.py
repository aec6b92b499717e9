"""One way to fold Vietnamese text, used when indexing and when asking."""

import unicodedata


def fold(text: str) -> str:
    """Lower case without marks: NFC and NFD input give one answer, đ becomes d, runs of space become one.

    >>> fold("Nước mắm  Cửa Khe"), fold("Đà Nẵng")
    ('nuoc mam cua khe', 'da nang')
    """
    decomposed = unicodedata.normalize("NFD", unicodedata.normalize("NFC", text))
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(bare.replace("đ", "d").replace("Đ", "d").casefold().split())
