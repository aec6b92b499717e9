"""Basket → order, with the goods held, in one short transaction. No call to the outside is made here."""

from datetime import datetime, timedelta
from functools import partial

from django.conf import settings
from django.contrib.auth.models import AnonymousUser, User
from django.db import transaction
from oscar.core.loading import get_class, get_model

from shop.address.vietnamese import vietnam
from shop.basket import vouchers
from shop.basket.problems import Trouble, problems_of
from shop.checkout.adults import has_alcohol
from shop.checkout.bill import Bill, ParcelBill, bill_for, services_to, wanted_in
from shop.checkout.delivery import Buyer, Delivery
from shop.checkout.exceptions import AgeNotConfirmed, BasketProblems, EmptyBasket, HouseNotOffered, TotalChanged
from shop.offer.exceptions import UsedUp
from shop.order import letters, placing, uses
from shop.order.models import Line, Order, ShippingAddress
from shop.order.sending import parcelling
from shop.payment import opening
from shop.payment.attempts import House, PaymentAttempt
from shop.payment.houses import choosing
from shop.retrying import retried
from shop.stock import allocation, reservations

Applicator = get_class("offer.applicator", "Applicator")
Selector = get_class("partner.strategy", "Selector")
Basket = get_model("basket", "Basket")

OF_STOCK = (Trouble.SOLD_OUT, Trouble.TOO_FEW_LEFT)


@retried
def submit(*, basket, buyer: Buyer, delivery: Delivery, pays_by: str, expected_total: int, at: datetime) -> Order:
    """Place the order of a basket; asked again, for a basket that has its order, give that order back.

    Raises a CheckoutError or InsufficientStock, with nothing written. `expected_total`: the dong that the buyer saw.
    Paid beforehand, the goods are held for settings.PAYMENT_MINUTES; by cash the order is confirmed at once.
    """
    if basket.pk is None:
        raise EmptyBasket
    press = partial(
        _submit, basket, buyer=buyer, delivery=delivery, pays_by=pays_by, expected_total=expected_total, at=at
    )
    try:
        return press()
    except (reservations.Overtaken, UsedUp):
        return press(is_locked=True)


@transaction.atomic
def _submit(
    basket,
    *,
    buyer: Buyer,
    delivery: Delivery,
    pays_by: str,
    expected_total: int,
    at: datetime,
    is_locked: bool = False,
) -> Order:
    """What everybody wants, uses of an offer and units on a shelf, is taken last, just before the commit.

    Whoever is overtaken there comes again with `is_locked`: that is locked before it is looked at.
    """
    basket = Basket.objects.select_for_update(no_key=True).get(pk=basket.pk)
    if basket.status != Basket.OPEN and (placed := Order.objects.filter(basket=basket).first()):
        return placed
    if is_locked:
        uses.lock(basket)
    user = buyer.user or AnonymousUser()
    vouchers.drop_unusable(basket=basket, user=user)
    _price(basket, user)
    _check(basket, buyer, delivery, at)
    shares = allocation.plan(wanted=wanted_in(basket), at=at, is_locked=is_locked, **delivery.whence())
    bill = bill_for(
        shares, basket=basket, delivery=delivery, services=services_to(delivery), cash=pays_by == House.CASH
    )
    _agree(bill, basket, pays_by, expected_total)
    expires_at = _held_until(pays_by, at)
    order, lines = _write_down(basket, buyer, delivery, bill, pays_by=pays_by, expires_at=expires_at, at=at)
    promised = reservations.promised(lines=lines, shares=shares, expires_at=expires_at)
    parcelling.make_parcels(
        order=order,
        contents=parcelling.by_location(promised),
        facts={parcel.location.pk: _facts(parcel, delivery) for parcel in bill.parcels},
    )
    PaymentAttempt.objects.create(
        order=order, house=pays_by, amount=bill.total, key=opening.key_for(order, 1), expires_at=expires_at
    )
    basket.submit()
    if basket.offer_applications:
        uses.count(order)
    reservations.hold(promised)
    letters.enqueue(letters.RECEIVED, order)
    return order


def _price(basket, user: User | AnonymousUser) -> None:
    """The prices and offers of this moment, from the strategy, never from a form."""
    basket.strategy = Selector().strategy(user=user)
    basket.reset_offer_applications()
    if not basket.is_empty:
        Applicator().apply(basket, user, None)


def _check(basket, buyer: Buyer, delivery: Delivery, at: datetime) -> None:
    if basket.status != Basket.OPEN or basket.is_empty:
        raise EmptyBasket
    # What is left is asked of the shelves themselves when they are reserved, not of their projection.
    if found := [problem for problem in problems_of(basket, at=at) if problem.kind not in OF_STOCK]:
        raise BasketProblems(found)
    if not buyer.is_of_age and has_alcohol(basket):
        raise AgeNotConfirmed
    delivery.check()


def _agree(bill: Bill, basket, pays_by: str, expected_total: int) -> None:
    """To the total that the buyer saw, and to how they pay."""
    if bill.total != expected_total:
        raise TotalChanged(expected=expected_total, actual=bill.total)
    products = [line.product for line in basket.all_lines()]
    if refusal := choosing.refusal(pays_by, total=bill.total, products=products):
        raise HouseNotOffered(house=pays_by, because=refusal.sentence)


def _held_until(pays_by: str, at: datetime) -> datetime | None:
    minutes = settings.PAYMENT_MINUTES.get(pays_by)
    return at + timedelta(minutes=minutes) if minutes else None


def _write_down(
    basket,
    buyer: Buyer,
    delivery: Delivery,
    bill: Bill,
    *,
    pays_by: str,
    expires_at: datetime | None,
    at: datetime,
) -> tuple[Order, list[Line]]:
    return placing.write_down(
        basket=basket,
        user=buyer.user,
        shipping=bill.shipping,
        shipping_address=None if delivery.is_pickup else _address(buyer, delivery),
        status=Order.AWAITING_PAYMENT if expires_at else Order.CONFIRMED,
        guest_email="" if buyer.user else buyer.email,
        site=buyer.site,
        buyer_name=buyer.name,
        phone=buyer.phone,
        language=buyer.language,
        pays_by=pays_by,
        expires_at=expires_at,
        note=buyer.note,
        age_confirmed=buyer.is_of_age and has_alcohol(basket),
        date_placed=at,
    )


def _address(buyer: Buyer, delivery) -> ShippingAddress:
    return ShippingAddress.objects.create(
        first_name=buyer.name,
        line1=delivery.line1,
        ward=delivery.ward,
        legacy_address=delivery.legacy_address,
        phone_number=buyer.phone,
        notes=buyer.note,
        country=vietnam(),
    )


def _facts(parcel: ParcelBill, delivery: Delivery) -> dict:
    service = parcel.chosen and parcel.chosen.service
    return {
        "service": service,
        "service_name": str(service or ""),
        "fee": parcel.fee,
        "weight_g": parcel.weight_g,
        "is_pickup": delivery.is_pickup,
    }
