"""Which form and which group's tint a thing is drawn in, from its name and its criteria set."""

import unicodedata
from functools import lru_cache

BY_NAME = (
    ("hộp trà", "tin"),
    ("khay trà", "board"),
    ("ấm trà", "teapot"),
    ("nước mắm", "bottle"),
    ("tương", "bottle"),
    ("giấm", "bottle"),
    ("tinh dầu", "vial"),
    ("dầu", "tall"),
    ("rượu nếp", "flask"),
    ("rượu", "spirit"),
    ("mật ong", "jar"),
    ("mạch nha", "jar"),
    ("măng ớt", "jar"),
    ("tỏi đen", "jar"),
    ("mứt", "jar"),
    ("cao đảng sâm", "pot_of_extract"),
    ("nước cốt", "soda"),
    ("nước ép", "soda"),
    ("nước", "carton"),
    ("cà phê", "pouch"),
    ("chè", "pouch"),
    ("trà", "tea_box"),
    ("bột", "pouch"),
    ("muối", "pouch"),
    ("nem", "roll"),
    ("chả", "roll"),
    ("thịt", "tray"),
    ("cá", "tray"),
    ("gạo", "sack"),
    ("cao lầu", "noodles"),
    ("mì", "noodles"),
    ("bún", "noodles"),
    ("phở", "noodles"),
    ("miến", "noodles"),
    ("bánh đậu xanh", "box"),
    ("bánh", "packet"),
    ("kẹo", "packet"),
    ("tỏi", "bulb"),
    ("hành", "bulb"),
    ("tiêu", "bowl"),
    ("bưởi", "pomelo"),
    ("sâm dây khô", "bundle"),
    ("khô", "bundle"),
    ("sâm", "root"),
    ("gừng", "root"),
    ("nghệ", "root"),
    ("xà phòng", "bar"),
    ("nến", "candle"),
    ("đèn lồng", "lantern"),
    ("đèn", "lamp"),
    ("chiếu", "mat"),
    ("thảm", "mat"),
    ("khăn thổ cẩm", "cloth"),
    ("khăn", "scarf"),
    ("túi", "bag"),
    ("vải", "cloth"),
    ("áo", "cloth"),
    ("giỏ", "basket"),
    ("rổ", "basket"),
    ("đũa", "chopsticks"),
    ("ấm", "teapot"),
    ("gốm", "teapot"),
    ("khay", "board"),
    ("lan", "orchid"),
    ("quất", "tree"),
    ("mai", "tree"),
    ("thuyền", "boat"),
    ("thúng", "boat"),
)
BY_CRITERIA_SET = {
    1: "fruit", 2: "tray", 3: "sack", 4: "jar", 5: "packet", 6: "packet", 7: "pouch", 8: "jar", 9: "bottle",
    10: "bowl", 11: "pouch", 12: "tea_box", 13: "pouch", 14: "flask", 15: "spirit", 16: "carton", 17: "soda",
    18: "pot_of_extract", 19: "bar", 20: "bundle", 21: "figure", 22: "cloth", 23: "flowers", 24: "tree",
    25: "fish", 26: "house",
}  # fmt: skip
GROUP_STARTS = ((26, "visit"), (23, "plant"), (21, "craft"), (18, "medicine"), (14, "drink"), (1, "food"))


def first_named(name: str, table: tuple[tuple[str, str], ...]) -> str | None:
    """What the table says of the whole words that stand first in a name, the longest of them.

    A thing is named first and its place last: "Thịt heo đen Trà My" is meat, not tea.
    """
    spaced = f" {unicodedata.normalize('NFC', name).lower()} "
    found = [(spaced.index(f" {words} "), -len(words), answer) for words, answer in table if f" {words} " in spaced]
    return min(found)[2] if found else None


@lru_cache(maxsize=1_000)
def form_for(name: str, criteria_set: int) -> str:
    """The form that a thing of this name takes, else the commonest form of its criteria set (1 to 26)."""
    return first_named(name, BY_NAME) or BY_CRITERIA_SET[criteria_set]


def group_for(criteria_set: int) -> str:
    """The tint's name for one of the 26 criteria sets (QĐ 26/2026/QĐ-TTg, six groups)."""
    return next(group for first, group in GROUP_STARTS if criteria_set >= first)
