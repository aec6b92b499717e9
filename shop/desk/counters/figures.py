"""The figures of a shift's closing, in words: where the counter and the books differ."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shop.pos.events.event import Type
from shop.pos.sales import Tender
from themes.templatetags.theme import dong

NUMBERS = {"first_seq": gettext_lazy("First number"), "last_seq": gettext_lazy("Last number")}
DONG = {
    "float": gettext_lazy("Cash at the start"),
    "cash_in": gettext_lazy("Cash put in"),
    "cash_out": gettext_lazy("Cash taken out"),
    "expected": gettext_lazy("Cash expected in the drawer"),
}


def said(differences: Mapping[str, Mapping[str, int]]) -> list[tuple[str, str, str]]:
    """[(figure, what the counter told, what arrived)] of `Shift.differences`."""
    return [_row(name, figures["told"], figures["arrived"]) for name, figures in differences.items()]


def _row(name: str, told: int, arrived: int) -> tuple[str, str, str]:
    group, _dot, part = name.partition(".")
    if group == "events":
        kind: str | Promise = Type(part).label if part in Type.values else part
        return _("Entries: %(kind)s") % {"kind": kind}, str(told), str(arrived)
    if name in NUMBERS:
        return str(NUMBERS[name]), str(told), str(arrived)
    return str(DONG.get(name) or _by_tender(group, part)), dong(told), dong(arrived)


def _by_tender(group: str, part: str) -> str:
    kind = Tender.Kind(part).label
    return _("Sold for %(kind)s") % {"kind": kind} if group == "sales" else _("Given back as %(kind)s") % {"kind": kind}
