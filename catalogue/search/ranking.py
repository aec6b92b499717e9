"""In what order goods are shown, said once: the engines sort by it and the ranking page tells it (Decree 248/2026).

Nobody pays for a place. `SENTENCES` are what a visitor reads, each beside the rule that it is true of.
"""

from collections.abc import Iterable
from datetime import date
from itertools import product

from django.db.models import Case, IntegerField, Q, Value, When
from django.utils.translation import gettext_lazy as _

from catalogue.publishing import is_certificate_needed

SENTENCES = {
    "pins": _("For a few searches an editor puts goods first. They are the same for everyone and nobody pays for it."),
    "closeness": _(
        "In a search: goods with the accents you typed come before goods without them; then goods whose name begins "
        "with your words, goods that hold them in the name, those of a producer or a place with that name, and last "
        "goods that only mention them. Goods that come near your words show only where nothing holds the words."
    ),
    "sale": _("What can be bought here today comes before what cannot."),
    "stock": _("What is in stock comes before what is sold out."),
    "stars": _("More OCOP stars come first. Only stars of a certificate that is valid today count."),
    "alphabet": _("Goods that are alike in all this stand in alphabetical order."),
}
STARS = (5, 4, 3, 0)
# (cannot be bought, is sold out, minus its stars), or only whether it can be bought: smaller comes first.
Standing = tuple[bool, bool, int] | tuple[bool]


def standing(*, is_for_sale: bool, is_in_stock: bool, stars: int) -> Standing:
    """`is_for_sale`: but for the certificate's days. `stars`: of a certificate that is valid today, else 0."""
    is_sold = is_for_sale and (stars > 0 or not is_certificate_needed())
    return (not is_sold, not is_in_stock, -stars)


def of_standing(place: Standing, day: date) -> Q:
    """The entries that stand there on that day."""
    if len(place) == 1:
        return unsold(day) if place[0] else sold(day)
    is_unsold, is_sold_out, stars = place[0], place[1], -place[2]
    there = Q(is_in_stock=not is_sold_out) & (certified(day, stars) if stars else uncertified(day))
    if not stars and is_certificate_needed():
        return there if is_unsold else Q(pk__in=[])
    return Q(is_for_sale=not is_unsold) & there


def certified(day: date, stars: int | None = None) -> Q:
    valid = Q(certified_from__lte=day, certified_until__gte=day)
    return Q(stars=stars) & valid if stars else valid


def uncertified(day: date) -> Q:
    return Q(stars=None) | Q(certified_from__gt=day) | Q(certified_until__lt=day)


def sold(day: date) -> Q:
    return Q(is_for_sale=True) & certified(day) if is_certificate_needed() else Q(is_for_sale=True)


def unsold(day: date) -> Q:
    return Q(is_for_sale=False) | uncertified(day) if is_certificate_needed() else Q(is_for_sale=False)


def place_on(day: date, places: Iterable[Standing] = ()) -> Case:
    """Each entry's place, counted from the first, for sorting by it; among all places, or only these."""
    among = places or product((False, True), (False, True), (-stars for stars in STARS))
    return Case(
        *(When(of_standing(place, day), then=Value(n)) for n, place in enumerate(sorted(among))),
        output_field=IntegerField(),
    )
