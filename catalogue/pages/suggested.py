"""Where a suggestion leads: a product's or a maker's page, or the list of goods of a place or a word."""

from collections.abc import Iterable

from django.urls import reverse

from catalogue.models import Product
from catalogue.producers.models import Producer
from catalogue.search.protocol import Kind, Suggestion
from catalogue.search.question import Question

PROVINCE_DIGITS = 2


def addresses_of(suggestions: Iterable[Suggestion]) -> dict[Suggestion, str]:
    """Of those that still lead somewhere, in their order; at most two queries."""
    known: dict[Kind, dict[str, str]] = {
        Kind.PRODUCT: _pages_of(Product.objects.browsable(), suggestions, Kind.PRODUCT),
        Kind.PRODUCER: _pages_of(Producer.objects.all(), suggestions, Kind.PRODUCER),
    }
    return {
        one: address
        for one in suggestions
        if (address := known[one.kind].get(one.key) if one.kind in known else _list_of(one))
    }


def _pages_of(rows, suggestions: Iterable[Suggestion], kind: Kind) -> dict[str, str]:
    keys = [one.key for one in suggestions if one.kind == kind]
    found = rows.filter(pk__in=keys).only("slug") if keys else ()
    return {str(row.pk): row.get_absolute_url() for row in found}


def _list_of(one: Suggestion) -> str:
    if one.kind == Kind.WORD:
        asked = Question(q=one.key)
    elif len(one.key) <= PROVINCE_DIGITS:
        asked = Question(province=(one.key,))
    else:
        asked = Question(ward=(one.key,))
    return reverse("catalogue:index") + asked.as_query()
