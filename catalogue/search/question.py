"""What a visitor asks of the list of goods. One language for pages, API and both engines."""

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from catalogue.evaluation.models import CriteriaSet

FACETS = ("stars", "group", "province", "ward", "producer")
SWITCHES = ("in_stock", "chilled")
STARS = ("5", "4", "3")
MOST_LETTERS = 100
MOST_DONG = 10**12
SORTS = {
    "": _("Best first"),
    "price": _("Price, low to high"),
    "-price": _("Price, high to low"),
    "new": _("Newest first"),
}


@dataclass(frozen=True)
class Question:
    """Anything that cannot be understood is left out, never an error.

    `q`: what was typed, accents kept. `price_min`, `price_max`: dong, both ends included.
    `in_stock`, `chilled`: only those.
    """

    q: str = ""
    stars: tuple[str, ...] = ()
    group: tuple[str, ...] = ()
    province: tuple[str, ...] = ()
    ward: tuple[str, ...] = ()
    producer: tuple[str, ...] = ()
    price_min: int | None = None
    price_max: int | None = None
    in_stock: bool = False
    chilled: bool = False
    sort: str = ""

    @classmethod
    def read(cls, asked: QueryDict) -> "Question":
        return cls(
            q=" ".join(asked.get("q", "").replace("\0", "").split())[:MOST_LETTERS],
            stars=tuple(number for number in STARS if number in asked.getlist("stars")),
            group=tuple(group for group in CriteriaSet.Group.values if group in asked.getlist("group")),
            province=_codes(asked.getlist("province"), most_digits=2),
            ward=_codes(asked.getlist("ward"), most_digits=5),
            producer=_codes(asked.getlist("producer"), most_digits=18),
            price_min=_dong(asked.get("price_min", "")),
            price_max=_dong(asked.get("price_max", "")),
            in_stock=asked.get("in_stock") == "1",
            chilled=asked.get("chilled") == "1",
            sort=next((sort for sort in SORTS if sort == asked.get("sort")), ""),
        )

    def without(self, facet: str, value: str) -> "Question":
        fewer: dict[str, Any] = {facet: tuple(kept for kept in getattr(self, facet) if kept != value)}
        return replace(self, **fewer)

    def of_group(self, group: str | None) -> "Question":
        return replace(self, group=(group,) if group else ())

    def as_query(self) -> str:
        """`?q=…&stars=4`, or "" where nothing is asked."""
        asked = {name: int(value) if value is True else value for name, value in vars(self).items() if value}
        return f"?{urlencode(asked, doseq=True)}" if asked else ""

    @property
    def is_filtered(self) -> bool:
        return bool(replace(self, q="", sort="").as_query())


def _codes(typed: list[str], *, most_digits: int) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(code for code in typed if code.isascii() and code.isdecimal() and len(code) <= most_digits)
    )


def _dong(typed: str) -> int | None:
    digits = typed.replace(".", "").replace(" ", "").strip()
    return min(int(digits), MOST_DONG) if digits.isascii() and digits.isdecimal() and len(digits) <= 15 else None
