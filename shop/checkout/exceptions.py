from django.utils.functional import Promise
from django.utils.translation import gettext as _

from themes.templatetags.theme import dong


class CheckoutError(Exception):
    """Why no order was made. Nothing was reserved or charged; `sentence` tells the buyer what to do."""

    sentence: str


class EmptyBasket(CheckoutError):
    """There is nothing to order: it was emptied, or merged into another basket."""

    @property
    def sentence(self) -> str:
        return _("Your basket is empty, so nothing was ordered. Put something in it and come back.")


class BasketProblems(CheckoutError):
    """Goods in the basket that cannot be bought as they stand: [Problem], each with its own `sentence`."""

    def __init__(self, problems):
        super().__init__([str(problem) for problem in problems])
        self.problems = list(problems)

    @property
    def sentence(self) -> str:
        return " ".join(str(problem.sentence) for problem in self.problems)


class TotalChanged(CheckoutError):
    """The buyer saw another total than is asked now. Dong."""

    def __init__(self, *, expected: int, actual: int):
        super().__init__(f"expected {expected}, now {actual}")
        self.expected, self.actual = expected, actual

    @property
    def sentence(self) -> str:
        return _(
            "The total is now %(actual)s; you saw %(expected)s. Nothing was ordered yet. Look again, then order."
        ) % {
            "expected": dong(self.expected),
            "actual": dong(self.actual),
        }


class CannotBeSent(CheckoutError):
    """No carrier takes these goods to this place: [Product]."""

    def __init__(self, products):
        super().__init__([str(product) for product in products])
        self.products = list(products)

    @property
    def sentence(self) -> str:
        return _("We cannot send %(products)s to this address. Fetch it yourself, or take it out of the basket.") % {
            "products": ", ".join(product.get_title() for product in self.products)
        }


class HouseNotOffered(CheckoutError):
    """This order cannot be paid this way. `because`: the rule, in words."""

    def __init__(self, *, house: str, because: str | Promise = ""):
        super().__init__(house)
        self.house, self.because = house, because

    @property
    def sentence(self) -> str:
        return str(self.because) or _("This way of paying is not offered for this order. Choose another one.")


class AgeNotConfirmed(CheckoutError):
    """There is alcohol in the basket and nobody said that the buyer is an adult."""

    @property
    def sentence(self) -> str:
        return _("There is alcohol in your basket. Give your date of birth: we sell it to people aged 18 or over.")


class NotServed(CheckoutError):
    """The ward no longer exists, or buyers cannot fetch goods at this point."""

    @property
    def sentence(self) -> str:
        return _("This place cannot be chosen any more. Choose another address or point of sale.")


class TooBusy(CheckoutError):
    """Too many bought the same goods in this moment; whoever waits longest is asked to press again."""

    @property
    def sentence(self) -> str:
        return _("Many people are buying these goods right now. Nothing was ordered yet. Press the button again.")
