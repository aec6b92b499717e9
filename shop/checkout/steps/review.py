"""The second step's choices: a service for each parcel, a way of paying for all."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.http import QueryDict

from catalogue.pictures import shown as pictures
from shop.checkout.bill import Bill, bill_for, services_to, wanted_in
from shop.checkout.delivery import Delivery
from shop.checkout.exceptions import HouseNotOffered
from shop.payment.attempts import House
from shop.payment.houses import choosing
from shop.stock import allocation

SERVICE = "service-"


@dataclass(frozen=True, kw_only=True)
class Choice:
    """A way of paying; `because` says why it is not offered, empty where it is."""

    house: House
    because: str

    @property
    def is_offered(self) -> bool:
        return not self.because


@dataclass(frozen=True, kw_only=True)
class Offer:
    """What the buyer sees and agrees to. `pays_by` is "" where nothing is offered."""

    bill: Bill
    choices: list[Choice]
    pays_by: str


def draw_up(*, basket, delivery: Delivery, wishes_to_pay_by: str, at: datetime) -> Offer:
    """The bill for the way of paying that is wished for, or for the first one that is offered instead.

    Cash changes the bill (carriers charge for collecting), and the bill's total changes what is offered.
    """
    products = [line.product for line in basket.all_lines()]
    shares = allocation.plan(wanted=wanted_in(basket), at=at, **delivery.whence())
    bill_by = partial(bill_for, shares, basket=basket, delivery=delivery, services=services_to(delivery))
    bill = bill_by(cash=False)
    cash_bill, no_cash = _cash_bill(bill, bill_by)
    bills: dict[str, Bill] = {House.CASH: cash_bill}
    choices = []
    for house in House:
        refusal = choosing.refusal(house, total=bills.get(house, bill).total, products=products)
        if refusal is choosing.Refusal.NO_ACCOUNT:
            continue
        because = no_cash if house == House.CASH and no_cash else (refusal.sentence if refusal else "")
        choices.append(Choice(house=house, because=str(because)))
    offered = [choice.house for choice in choices if choice.is_offered]
    pays_by = wishes_to_pay_by if wishes_to_pay_by in offered else next(iter(offered), "")
    return Offer(bill=bills.get(pays_by, bill), choices=choices, pays_by=pays_by)


def chosen(posted: QueryDict) -> dict:
    """{"pays_by": house, "services": {location id: service code}} as ticked; unknown ones are dropped later."""
    services = {
        name.removeprefix(SERVICE): code
        for name, code in posted.items()
        if name.startswith(SERVICE) and name.removeprefix(SERVICE).isdecimal()
    }
    return {"pays_by": posted.get("pays_by", ""), "services": services}


def read_total(posted: QueryDict) -> int | None:
    """The dong that the page showed; None for anything that cannot be a total."""
    total = posted.get("total", "")
    return int(total) if total.isascii() and total.isdecimal() and len(total) < 15 else None


def rows(basket) -> list[dict]:
    lines = basket.all_lines()
    pictures.bring_pictures(line.product for line in lines)
    return [{"line": line, "picture": pictures.picture_of(line.product)} for line in lines]


def _cash_bill(bill: Bill, bill_by: Callable[..., Bill]) -> tuple[Bill, str]:
    try:
        return bill_by(cash=True), ""
    except HouseNotOffered as refusal:
        return bill, refusal.sentence
