"""Drink that may stand in no promotion."""

from django.conf import settings
from django.db.models import Q


def is_strong(product) -> bool:
    """A size is as strong as its parent."""
    return (product.canonical.abv or 0) >= settings.ALCOHOL_NEVER_PROMOTED_ABV


def without_strong(products):
    limit = settings.ALCOHOL_NEVER_PROMOTED_ABV
    return products.exclude(Q(abv__gte=limit) | Q(parent__abv__gte=limit))
