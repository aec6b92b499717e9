"""What the header and the footer point to, for one site and language; kept until a page changes."""

from typing import NamedTuple

from django.conf import settings
from django.core.cache import cache
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from cms.pages.models import ContentPage

SECONDS = 60


class Signs(NamedTuple):
    """Links as (address, words): the menu and the pages of words. Where there is none, an address is empty."""

    home: str
    menu: list[tuple[str, str]]
    words: list[tuple[str, str]]
    ranking: str = ""


def rooms() -> list[tuple[str, str]]:
    """The parts of the market that are no pages of an editor."""
    return [
        (reverse("catalogue:index"), _("Products")),
        (reverse("producers:index"), _("Producers")),
        (reverse("locations:index"), _("Points of sale")),
    ]


def signs_of(site_id: int | None, language: str) -> Signs:
    """Under two dozen small rows; no query while they are remembered."""
    signs = cache.get(_key(site_id, language))
    if signs is None:
        signs = _read(site_id, language)
        cache.set(_key(site_id, language), signs, SECONDS)
    return signs


def forget(**kwargs) -> None:
    """Receiver of what changes a page or a site."""
    sites = [None, *Site.objects.values_list("pk", flat=True)]
    cache.delete_many([_key(site, language) for site in sites for language, _name in settings.LANGUAGES])


def _key(site_id: int | None, language: str) -> str:
    return f"cms.pages.signs.{site_id}.{language}"


def _read(site_id: int | None, language: str) -> Signs:
    home = Page.objects.filter(sites_rooted_here=site_id).values("translation_key")
    here = Page.objects.filter(translation_key__in=home, locale__language_code=language).live().first()
    if here is None:
        return Signs("", [], [])
    address = here.get_url_parts()[2]
    below = [(page, f"{address}{page.slug}/") for page in here.get_children().live().public()]
    tells_ranking = dict(ContentPage.objects.child_of(here).values_list("pk", "tells_ranking"))
    return Signs(
        home=address,
        menu=[(url, page.title) for page, url in below if page.show_in_menus],
        words=[(url, page.title) for page, url in below if page.pk in tells_ranking],
        ranking=next((url for page, url in below if tells_ranking.get(page.pk)), ""),
    )
