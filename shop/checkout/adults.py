"""Alcohol is sold to adults only. Of a date of birth nothing is kept but that it was an adult's."""

from datetime import date

from django.conf import settings


def has_alcohol(basket) -> bool:
    """True where a line holds drink of at least settings.ALCOHOL_ADULT_ABV (% vol.)."""
    return any((line.product.canonical.abv or 0) >= settings.ALCOHOL_ADULT_ABV for line in basket.all_lines())


def is_adult(born: date, today: date) -> bool:
    """Eighteen years are complete on the birthday; one born on 29 February completes them on 1 March."""
    return (today.year - born.year, today.month, today.day) >= (settings.ADULT_YEARS, born.month, born.day)
