"""Alcohol is shown and sold to adults only. Of a date of birth nothing is kept but that it was an adult's."""

from datetime import date

from django.conf import settings
from django.http import HttpRequest

from catalogue.publishing import is_for_adults

KNOWN = "is_adult"


def has_alcohol(basket) -> bool:
    """True where a line holds drink of at least settings.ALCOHOL_ADULT_ABV (% vol.)."""
    return any(is_for_adults(line.product) for line in basket.all_lines())


def is_adult(born: date, today: date) -> bool:
    """Eighteen years are complete on the birthday; one born on 29 February completes them on 1 March."""
    return (today.year - born.year, today.month, today.day) >= (settings.ADULT_YEARS, born.month, born.day)


def is_known(request: HttpRequest) -> bool:
    """True where this session was told a date of birth of an adult."""
    return request.session.get(KNOWN, False)


def remember(request: HttpRequest) -> None:
    request.session[KNOWN] = True
