"""What lowers a price, as a buyer is told of it: by the code they gave, or by the name of the offer."""

from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Reduction:
    """`amount`: dong off the goods."""

    name: str
    amount: int


def of_basket(basket) -> list[Reduction]:
    """Those that the offers applied to this basket give; they add up to its `total_discount`."""
    return [
        Reduction(_said(given["voucher"].code if given["voucher"] else "", given["name"]), int(given["discount"]))
        for given in basket.offer_applications
        if given["discount"]
    ]


def of_order(order) -> list[Reduction]:
    """Wants `discounts` at hand. As they were when the order was placed."""
    return [
        Reduction(_said(given.voucher_code, given.offer_name), int(given.amount))
        for given in order.discounts.all()
        if given.amount
    ]


def _said(code: str, offer: str) -> str:
    return _("Code %(code)s") % {"code": code} if code else offer
