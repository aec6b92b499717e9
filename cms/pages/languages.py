"""The same page in the other language."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse, translate_url
from django.utils.translation import get_language, override
from wagtail.models import Page

from cms.pages.looks import look_of
from cms.pages.signs import signs_of


def other_language() -> str:
    """Of two languages, the one that is not being read."""
    return next(code for code, _name in settings.LANGUAGES if code != get_language())


def counterpart(request: HttpRequest) -> str | None:
    """The path of this very page in the other language; None where there is none yet."""
    match = request.resolver_match
    if match is None:
        return None
    if match.url_name == "home":
        return signs_of(look_of(request).site_id, other_language()).home or None
    if match.url_name == "wagtail_serve":
        return _translated_page(request, *match.args, **match.kwargs)
    here = request.get_full_path()
    there = translate_url(here, other_language())
    return None if there == here else there


def home_there() -> str:
    with override(other_language()):
        return reverse("home")


def _translated_page(request: HttpRequest, path: str) -> str | None:
    page = Page.find_for_request(request, path)
    if page is None:
        return None
    there = page.get_translations().live().filter(locale__language_code=other_language()).first()
    return there and there.get_url(request)
