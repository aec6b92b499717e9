"""Which site a host is and which theme it wears: one cached table, dropped when a Site or a Look changes.

Where processes share no cache, another one learns of a change within `SECONDS`.
"""

from typing import NamedTuple

from django.core.cache import cache
from django.http import HttpRequest
from django.http.request import split_domain_port
from wagtail.models import Site

from themes.engine import BASE_THEME, installed_themes

KEY = "cms.pages.looks"
SECONDS = 60


class Dressed(NamedTuple):
    """A Wagtail Site and the theme it wears."""

    site_id: int | None
    hostname: str
    port: int
    is_default: bool
    theme: str


NOBODY = Dressed(site_id=None, hostname="", port=80, is_default=True, theme=BASE_THEME)


def look_of(request: HttpRequest) -> Dressed:
    hostname, port = split_domain_port(request.get_host())
    return chosen(_table(), hostname=hostname, port=int(port or request.get_port()))


def chosen(table: list[Dressed], *, hostname: str, port: int) -> Dressed:
    """As Wagtail chooses a site: host and port, else the host's default or only site, else the default site."""
    here = [site for site in table if site.hostname == hostname]
    exact = [site for site in here if site.port == port]
    default_here = [site for site in here if site.is_default]
    only_one = here if len(here) == 1 else []
    default = [site for site in table if site.is_default]
    return next(iter([*exact, *default_here, *only_one, *default]), NOBODY)


def forget(**kwargs) -> None:
    """Receiver of what changes a Site or a Look."""
    cache.delete(KEY)


def _table() -> list[Dressed]:
    table = cache.get(KEY)
    if table is None:
        sites = Site.objects.order_by("pk").values_list("pk", "hostname", "port", "is_default_site", "look__theme")
        table = [
            Dressed(pk, hostname, port, is_default, _installed(theme))
            for pk, hostname, port, is_default, theme in sites
        ]
        cache.set(KEY, table, SECONDS)
    return table


def _installed(theme: str | None) -> str:
    """A theme whose folder is gone is no reason to answer nothing."""
    return theme if theme in installed_themes() else BASE_THEME
