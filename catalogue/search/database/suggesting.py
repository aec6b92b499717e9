"""What may be meant, while it is typed: goods, their makers and places, and words that find something."""

from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Case, Count, IntegerField, Q, When

from catalogue.producers.models import Producer
from catalogue.search import ranking
from catalogue.search.database.install import dialect
from catalogue.search.models import Entry
from catalogue.search.protocol import Kind, Suggestion
from catalogue.search.reading import asking, offering
from catalogue.search.reading.asking import Group
from catalogue.search.reading.words import START, padded


def suggest(typed: str, *, day: date, most: int) -> list[Suggestion]:
    """At most `most` of each kind, best first. The last word typed may be unfinished."""
    groups = asking.read(typed)
    if offering.is_too_short(groups):
        return []
    return [
        *_words(groups)[:most],
        *_products(groups, day, most),
        *offering.by_accents(groups, _producers(groups))[:most],
        *offering.places(groups)[:most],
    ]


def _shown(groups: list[Group], column: str):
    return Entry.objects.shown().filter(pk__in=dialect().holding(asking.beginning(groups, column)))


def _products(groups: list[Group], day: date, most: int) -> list[Suggestion]:
    whole, typed = asking.whole(groups).split(), [word for group in groups for word in group.typed]
    begins = Q(pk__in=dialect().holding([[("title", (START, *whole), True)]]))
    alike = Q(pk__in=dialect().holding([[("typed", tuple(typed), True)]]))
    closeness = Case(
        When(begins & alike, then=0),
        When(alike, then=1),
        When(begins, then=2),
        default=3,
        output_field=IntegerField(),
    )
    found = _shown(groups, "title").order_by(closeness, ranking.place_on(day), "sort_key", "pk")
    return [Suggestion(Kind.PRODUCT, str(pk), title) for pk, title in found.values_list("pk", "title")[:most]]


def _producers(groups: list[Group]) -> list[Suggestion]:
    makers = Producer.objects.filter(pk__in=_shown(groups, "maker").values("producer")).order_by("name", "pk")
    named = makers.values_list("pk", "name")[: offering.MOST_NAMES]
    return [Suggestion(Kind.PRODUCER, str(pk), name) for pk, name in named]


def _words(groups: list[Group]) -> list[Suggestion]:
    begun = offering.words_begun(groups)
    if not begun:
        return []
    everything = [("title", words, False) for same in begun.values() for words in same]
    counts = {
        f"word_{at}": Count("pk", filter=reduce(or_, (Q(words__title__contains=padded(words)) for words in same)))
        for at, same in enumerate(begun.values())
    }
    found = Entry.objects.shown().filter(pk__in=dialect().holding([everything])).aggregate(**counts)
    return offering.commonest({word: found[f"word_{at}"] for at, word in enumerate(begun)})
