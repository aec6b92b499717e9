"""What is offered while someone types: a piece of HTML for the search field. The API says the same as JSON."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from catalogue.pages.suggested import addresses_of
from catalogue.search import choosing
from catalogue.search.protocol import Kind
from catalogue.search.question import Question


@require_safe
@cache_control(private=True, max_age=60)
def suggestions(request: HttpRequest) -> HttpResponse:
    """?q=what was typed so far → the words, goods, makers and places that it may become."""
    typed = Question.read(request.GET).q
    found = choosing.suggest(typed, day=localdate()) if typed else []
    addresses = addresses_of(found)
    kinds = (
        (Kind.WORD, _("Words to search for"), "search"),
        (Kind.PRODUCT, _("Goods"), "package"),
        (Kind.PRODUCER, _("Makers"), "store"),
        (Kind.PLACE, _("Places"), "map-pin"),
    )
    groups = [
        (label, icon, [(url, one.label) for one, url in addresses.items() if one.kind == kind])
        for kind, label, icon in kinds
    ]
    return render(request, "pages/catalogue/suggestions.html", {"groups": [group for group in groups if group[2]]})
