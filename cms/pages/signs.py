"""What the header and the footer point to, for one site and language; kept until a page changes."""

from typing import Any, NamedTuple

from django.conf import settings
from django.core.cache import cache
from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import Page, PageViewRestriction, Site

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
    here = Page.objects.filter(translation_key__in=home, locale__language_code=language).live()
    found = here.values_list("path", "depth").first()
    if found is None:
        return Signs("", [], [])
    with override(language):
        address = reverse("wagtail_serve", args=("",))
    below = [(f"{address}{page.slug}/", page) for page in _children(*found)]
    return Signs(
        home=address,
        menu=[(url, page.title) for url, page in below if page.show_in_menus],
        words=[(url, page.title) for url, page in below if page.tells_ranking is not None],
        ranking=next((url for url, page in below if page.tells_ranking), ""),
    )


def _children(path: str, depth: int) -> QuerySet[Page, Any]:
    """Live and open to everyone; `tells_ranking` is None of what is no page of words."""
    page = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    closed = PageViewRestriction.objects.annotate(below=page).filter(below__startswith=F("page__path"))
    return (
        Page.objects.live()
        .annotate(tells_ranking=F("contentpage__tells_ranking"))
        .filter(~Exists(closed), path__startswith=path, depth=depth + 1)
        .order_by("path")
        .values_list("slug", "title", "show_in_menus", "tells_ranking", named=True)
    )
