"""Which ways of paying an order is offered, and by which rule another is not."""

from collections.abc import Iterable
from enum import Enum

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from catalogue.publishing import is_for_adults
from shop.payment.attempts import House


class Refusal(Enum):
    """Why a house is not offered; `sentence` is for the buyer."""

    NO_ACCOUNT = "no_account"
    BELOW_MINIMUM = "below_minimum"
    ABOVE_CASH_LIMIT = "above_cash_limit"
    ALCOHOL = "alcohol"
    NOTHING_TO_PAY = "nothing_to_pay"

    @property
    def sentence(self) -> Promise:
        return SENTENCES[self]


SENTENCES = {
    Refusal.NO_ACCOUNT: _("This way of paying is not set up here."),
    Refusal.BELOW_MINIMUM: _("The total is too small to be paid by card."),
    Refusal.ABOVE_CASH_LIMIT: _("The total is too large to be paid in cash on delivery."),
    Refusal.ALCOHOL: _("Alcohol must be paid for beforehand, not in cash on delivery."),
    Refusal.NOTHING_TO_PAY: _("There is nothing to pay."),
}


def refusal(house: str, *, total: int, products: Iterable) -> Refusal | None:
    """Why this house does not take this order. `total`: dong; `products`: what is bought."""
    if total <= 0:
        return Refusal.NOTHING_TO_PAY
    match house:
        case House.STRIPE:
            if not settings.STRIPE_SECRET_KEY:
                return Refusal.NO_ACCOUNT
            return Refusal.BELOW_MINIMUM if total < settings.STRIPE_MINIMUM_AMOUNT else None
        case House.VIETQR:
            return None if settings.VIETQR_ACCOUNT else Refusal.NO_ACCOUNT
        case House.CASH:
            if any(is_for_adults(product) for product in products):
                return Refusal.ALCOHOL
            return Refusal.ABOVE_CASH_LIMIT if total > settings.CASH_ON_DELIVERY_LIMIT else None
    return Refusal.NO_ACCOUNT


def offered_for(*, total: int, products: Iterable) -> list[House]:
    """The houses that take this order, in the order in which they are shown."""
    products = list(products)
    return [house for house in House if refusal(house, total=total, products=products) is None]
