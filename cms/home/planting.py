"""The deed that gives a site its pages in both languages. What an editor has changed since is left alone."""

import json
import tomllib
from functools import cache
from pathlib import Path
from uuid import UUID, uuid5

from django.db import transaction
from wagtail.models import Locale, Page, Site

from cms.home.models import HomePage
from cms.pages.models import ContentPage, Look
from cms.stories.models import StoryIndexPage
from cms.tourism.models import TourismIndexPage
from themes.engine import BASE_THEME

SEEDS = Path(__file__).parent / "seeds"
VIETNAMESE, ENGLISH = "vi", "en"


@transaction.atomic
def plant(
    *, hostname: str, port: int = 80, name: str = "Chợ OCOP", theme: str = BASE_THEME, is_another: bool = False
) -> Site:
    """Make locales, site, home, indexes and pages of words where they are missing; doing it twice changes nothing.

    The default site takes the host's name, unless `is_another`: then a site beside it. Wagtail's page of welcome goes.
    """
    locales = [Locale.objects.get_or_create(language_code=code)[0] for code in (VIETNAMESE, ENGLISH)]
    site = _site(hostname=hostname, port=port, is_another=is_another)
    site.hostname, site.port, site.site_name = hostname, port, name
    home = site.root_page.specific if site.root_page_id else None
    if not isinstance(home, HomePage):
        home = _new_home(hostname, locales[0])
        site.root_page = home
    site.save()
    Look.objects.get_or_create(site=site, defaults={"theme": theme})

    homes = [home, _translated(home, locales[1], _seed("home")[ENGLISH])]
    _grow(StoryIndexPage, "stories", homes)
    _grow(TourismIndexPage, "tourism", homes)
    for path in sorted((SEEDS / "words").glob("*.toml")):
        _grow(ContentPage, f"words/{path.stem}", homes, is_illustrative=True)
    _remove_welcome()
    return site


def _site(*, hostname: str, port: int, is_another: bool) -> Site:
    if is_another:
        return Site.objects.filter(hostname=hostname, port=port).first() or Site()
    return Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)


def _new_home(hostname: str, locale: Locale) -> HomePage:
    root = Page.get_first_root_node() or Page.add_root(title="Root", slug="root", locale=locale)
    slug = f"home-{hostname.replace('.', '-')}"
    return root.add_child(instance=HomePage(slug=slug, locale=locale, **_seed("home")[VIETNAMESE]))


def _grow(model: type[Page], name: str, homes: list[Page], **facts) -> None:
    """A page below each home. Its key comes from its home and its seed, so that it is known under any new slug."""
    seed = _seed(name)
    facts |= {"show_in_menus": seed.get("in_menu", False)} | seed.get("facts", {})
    vietnamese, english = homes
    key = uuid5(UUID(str(vietnamese.translation_key)), name)
    page = model.objects.filter(translation_key=key, locale=vietnamese.locale).first()
    if page is None:
        facts |= {"locale": vietnamese.locale, "translation_key": key}
        page = vietnamese.add_child(instance=model(**facts, **seed[VIETNAMESE]))
    _translated(page, english.locale, seed[ENGLISH])


def _translated(page: Page, locale: Locale, words: dict) -> Page:
    there = page.get_translation_or_none(locale)
    if there is None:
        there = page.copy_for_translation(locale)
        for field, value in words.items():
            setattr(there, field, value)
        there.save_revision().publish()
    return there.specific


def _remove_welcome() -> None:
    """The page that Wagtail's migration makes: no page of a kind of ours, at the top, without children or sites."""
    plain = Page.objects.filter(depth=2, content_type__app_label="wagtailcore", sites_rooted_here=None, numchild=0)
    for page in plain:
        page.delete()


@cache
def _seed(name: str) -> dict:
    seed = tomllib.loads((SEEDS / f"{name}.toml").read_text("utf-8"))
    for words in (seed[VIETNAMESE], seed[ENGLISH]):
        if isinstance(words.get("body"), list):
            words["body"] = json.dumps(words["body"])
    return seed
