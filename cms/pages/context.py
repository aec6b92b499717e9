"""What base templates are told. Each is a callable, so that a page pays only for what it shows."""

from collections.abc import Callable
from functools import cached_property

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from cms.pages import languages, looks, signs
from shop.basket.counting import units_in_basket
from shop.desk.access import may_enter

Links = list[tuple[str, str]]


class Surroundings:
    """The frame of one page."""

    TOLD = (
        "site_nav",
        "legal_nav",
        "ranking_url",
        "basket_count",
        "has_desk",
        "canonical_url",
        "alternate_url",
        "other_language_url",
    )

    def __init__(self, request: HttpRequest):
        self.request = request

    @cached_property
    def _signs(self) -> signs.Signs:
        look = getattr(self.request, "look", looks.NOBODY)
        return signs.signs_of(look.site_id, get_language() or settings.LANGUAGE_CODE)

    @cached_property
    def site_nav(self) -> Links:
        return [*signs.rooms(), *self._signs.menu]

    @cached_property
    def legal_nav(self) -> Links:
        return self._signs.words

    @cached_property
    def ranking_url(self) -> str:
        """The page that tells in what order goods are shown."""
        return self._signs.ranking

    @cached_property
    def basket_count(self) -> int:
        return units_in_basket(self.request)

    @cached_property
    def has_desk(self) -> bool:
        """Whether this visitor works here. A guest is not looked up."""
        user = getattr(self.request, "user", None)
        return user is not None and may_enter(user)

    @cached_property
    def canonical_url(self) -> str:
        """This page without what was asked of it, save the number of a list's page."""
        page = self.request.GET.get("page", "")
        question = f"?page={page}" if page.isdecimal() and page != "1" else ""
        return self.request.build_absolute_uri(self.request.path + question)

    @cached_property
    def alternate_url(self) -> str:
        """The same page in the other language, for search engines; empty where there is none."""
        there = languages.counterpart(self.request)
        return self.request.build_absolute_uri(there) if there else ""

    @cached_property
    def other_language_url(self) -> str:
        """Where the link to the other language leads: the same page, else that language's home."""
        return self.alternate_url or self.request.build_absolute_uri(languages.home_there())


def site(request: HttpRequest) -> dict:
    around = Surroundings(request)
    return {name: _asked_later(around, name) for name in Surroundings.TOLD} | {
        "site_owner": settings.OPERATOR,
        "is_demo": settings.IS_DEMONSTRATION,
    }


def _asked_later(around: Surroundings, name: str) -> Callable[[], object]:
    return lambda: getattr(around, name)
