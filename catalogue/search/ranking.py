"""In what order goods are shown, said once: the engines sort by it and the ranking page tells it (Decree 248/2026).

Nobody pays for a place. `SENTENCES` are what a visitor reads, each beside the rule that it is true of.
"""

from datetime import date

from django.db.models import Case, F, IntegerField, Q, When
from django.utils.translation import gettext_lazy as _

from catalogue.publishing import is_certificate_needed
from catalogue.search.models import NO, YES

SENTENCES = {
    "pins": _("For a few searches an editor puts goods first. They are the same for everyone and nobody pays for it."),
    "closeness": _(
        "In a search: goods with the accents you typed come before goods without them; then goods whose name begins "
        "with your words, goods that hold them in the name, those of a producer or a place with that name, and last "
        "goods that only mention them. The name of a place within the name of goods does not tell what they are. Goods "
        "that come near your words show only where nothing holds the words."
    ),
    "sale": _("What can be bought here today comes before what cannot."),
    "stock": _("What is in stock comes before what is sold out."),
    "stars": _("More OCOP stars come first. Only stars of a certificate that is valid today count."),
    "alphabet": _("Goods that are alike in all this stand in alphabetical order."),
}
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
    there = Q(is_in_stock__in=NO if is_sold_out else YES) & (certified(day, stars) if stars else uncertified(day))
    if not stars and is_certificate_needed():
        return there if is_unsold else Q(pk__in=[])
    return Q(is_for_sale__in=NO if is_unsold else YES) & there


def certified(day: date, stars: int | None = None) -> Q:
    valid = Q(certified_from__lte=day, certified_until__gte=day)
    return Q(stars=stars) & valid if stars else valid


def uncertified(day: date) -> Q:
    return Q(stars=None) | Q(certified_from__gt=day) | Q(certified_until__lt=day)


def sold(day: date) -> Q:
    return Q(is_for_sale__in=YES) & certified(day) if is_certificate_needed() else Q(is_for_sale__in=YES)


def unsold(day: date) -> Q:
    return Q(is_for_sale__in=NO) | uncertified(day) if is_certificate_needed() else Q(is_for_sale__in=NO)


def sold_first(day: date) -> Case:
    """Smaller where it can be bought."""
    return Case(When(sold(day), then=0), default=100, output_field=IntegerField())


def place_on(day: date):
    """Each entry's place, smaller first, for sorting by it: `standing` as one number."""
    return (
        sold_first(day)
        + Case(When(is_in_stock__in=YES, then=0), default=10, output_field=IntegerField())
        - Case(When(certified(day), then=F("stars")), default=0, output_field=IntegerField())
    )
