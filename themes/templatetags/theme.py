"""What templates say: icons, the active theme, and money and dates as Vietnamese readers write them."""

import json
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import cache

from django import template
from django.conf import settings
from django.core.paginator import Page
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import ngettext

from themes import engine

register = template.Library()

ICONS = engine.ROOM / engine.BASE_THEME / "dist" / "icons"
ICON_LIST = engine.ROOM / engine.BASE_THEME / "src" / "icons.json"
NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"


@cache
def icon_names() -> frozenset[str]:
    return frozenset(json.loads(ICON_LIST.read_text("utf-8")))


@cache
def _drawn(name: str) -> SafeString:
    return mark_safe((ICONS / f"{name}.svg").read_text("utf-8"))  # noqa: S308 our own build wrote it


@register.simple_tag
def icon(name: str) -> str:
    """The icon as inline SVG, silent to screen readers: say the same in words beside it."""
    if name not in icon_names():
        if settings.DEBUG:
            raise template.TemplateSyntaxError(f"No icon {name!r} in themes/ocop/src/icons.json")
        return ""
    return _drawn(name)


@register.simple_tag
def active_theme() -> engine.Theme:
    return engine.current_theme()


@register.simple_tag
def map_tiles() -> dict[str, str]:
    """Where tiles come from and what their licence wants said; empty where maps do without."""
    return {"url": settings.MAP_TILES_URL, "attribution": settings.MAP_TILES_ATTRIBUTION}


@register.filter
def dong(amount: int | Decimal | None) -> str:
    """125000 → "125.000 ₫", kept on one line."""
    if amount is None or amount == "":
        return ""
    return f"{number(int(amount))}{NO_BREAK_SPACE}₫"


@register.filter
def number(count):
    """1234 → "1.234", as money is written; what is no whole number stays as it is."""
    return f"{count:,}".replace(",", ".") if isinstance(count, int) else count


@register.filter
def signed(count: int) -> str:
    """1234 → "+1.234"."""
    return f"{count:+,}".replace(",", ".")


@register.filter
def ngay(moment: date | datetime | None) -> str:
    """A day as dd/MM/yyyy, in the time of the place."""
    if not moment:
        return ""
    if isinstance(moment, datetime) and timezone.is_aware(moment):
        moment = timezone.localtime(moment)
    return moment.strftime("%d/%m/%Y")


@register.filter
def luc(moment: datetime | None) -> str:
    """A moment as HH:MM dd/MM/yyyy, in the time of the place."""
    return f"{timezone.localtime(moment):%H:%M} {ngay(moment)}" if moment else ""


@register.filter
def stars(number: int | None) -> str:
    return "★" * int(number or 0)


@register.filter
def stars_said(number: int) -> str:
    """The same for who does not see them; a card's seal is said two dozen times a page, so not by a template."""
    return ngettext("OCOP, %(number)s star", "OCOP, %(number)s stars", number) % {"number": number}


@register.filter
def page_numbers(page: Page) -> list[int | str]:
    """The pages worth a link: both ends, and those around this one; "…" where some are left out."""
    return list(page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1))


@register.filter
def at(items: Sequence, index: int):
    return items[index]
