"""How much is in a basket, for the mark beside its icon."""

from django.db.models import Sum
from django.http import HttpRequest


def units_in_basket(request: HttpRequest) -> int:
    """Units in the basket of this visitor: one query, none where there is no basket yet."""
    basket = request.basket
    if not basket.pk:
        return 0
    return basket.lines.aggregate(units=Sum("quantity"))["units"] or 0
