"""How often an offer was used and what it gave: counted in the database, so that its limits hold whoever comes at once.

An offer may be used `max_global_applications` times, and until it has given `max_discount`; empty or 0 is no limit.
"""

from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Greatest
from oscar.core.loading import get_model

from shop.offer.exceptions import UsedUp

Offer = get_model("offer", "ConditionalOffer")

IS_IN_BUDGET = Q(max_discount=None) | Q(max_discount=0) | Q(max_discount__gt=F("total_discount"))


def use(offer_id: int, *, times: int, amount: int) -> None:
    """Count a use by one order, `times` over and `amount` dong in all. Raises UsedUp where so many are not left."""
    counted = Offer.objects.filter(IS_IN_BUDGET & _is_left(times), pk=offer_id).update(**_more(times, amount))
    if not counted:
        raise UsedUp(offer_id=offer_id)
    _say_whether_any_is_left(offer_id)


def use_anyway(offer_id: int, *, times: int, amount: int) -> None:
    """Count what was promised already, beyond a limit if need be."""
    Offer.objects.filter(pk=offer_id).update(**_more(times, amount))
    _say_whether_any_is_left(offer_id)


def give_back(offer_id: int, *, times: int, amount: int) -> None:
    """The order is over and was never filled: somebody else may have it."""
    Offer.objects.filter(pk=offer_id).update(
        num_applications=Greatest(F("num_applications") - times, Value(0)),
        total_discount=Greatest(F("total_discount") - amount, Value(0)),
        num_orders=Greatest(F("num_orders") - 1, Value(0)),
    )
    _say_whether_any_is_left(offer_id)


def _is_left(times: int) -> Q:
    most = "max_global_applications"
    return Q(**{most: None}) | Q(**{most: 0}) | Q(**{f"{most}__gte": F("num_applications") + times})


def _more(times: int, amount: int) -> dict:
    return {
        "num_applications": F("num_applications") + times,
        "total_discount": F("total_discount") + amount,
        "num_orders": F("num_orders") + 1,
    }


def _say_whether_any_is_left(offer_id: int) -> None:
    """Oscar's two words for it; an offer that was suspended by hand stays so."""
    limited = Offer.objects.filter(Q(max_global_applications__gt=0) | Q(max_discount__gt=0), pk=offer_id)
    any_left = When(IS_IN_BUDGET & _is_left(1), then=Value(Offer.OPEN))
    limited.exclude(status=Offer.SUSPENDED).update(status=Case(any_left, default=Value(Offer.CONSUMED)))
