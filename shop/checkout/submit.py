"""Basket → order, with the goods held, in one short transaction. No call to the outside is made here."""

from collections import defaultdict
from datetime import datetime, timedelta
from decimal import Decimal

from django.conf import settings
from django.contrib.auth.models import AnonymousUser, User
from django.db import transaction
from oscar.core.loading import get_class, get_classes, get_model
from oscar.core.prices import Price

from shop.address.vietnamese import vietnam
from shop.basket import vouchers
from shop.basket.problems import Trouble, problems_of
from shop.checkout.adults import has_alcohol
from shop.checkout.bill import ParcelBill, parcel_bills
from shop.checkout.delivery import Buyer, Delivery
from shop.checkout.exceptions import AgeNotConfirmed, BasketProblems, EmptyBasket, HouseNotOffered, TotalChanged
from shop.order import letters
from shop.order.models import Line, Order, ShippingAddress
from shop.order.sending.parcelling import held_by_location, make_parcel
from shop.payment import opening
from shop.payment.attempts import House, PaymentAttempt
from shop.payment.houses import choosing
from shop.retrying import retried
from shop.stock import reservations

Applicator = get_class("offer.applicator", "Applicator")
Selector = get_class("partner.strategy", "Selector")
OrderCreator, OrderNumberGenerator = get_classes("order.utils", ["OrderCreator", "OrderNumberGenerator"])
Basket = get_model("basket", "Basket")

OF_STOCK = (Trouble.SOLD_OUT, Trouble.TOO_FEW_LEFT)


class ByParcel:
    """What Oscar's creator asks of a shipping method. Fees are the parcels'; offers on shipping are not made."""

    code, name = "parcels", ""

    @staticmethod
    def discount(basket) -> Decimal:
        return Decimal(0)


@retried
@transaction.atomic
def submit(*, basket, buyer: Buyer, delivery: Delivery, pays_by: str, expected_total: int, at: datetime) -> Order:
    """Place the order of a basket; asked again, for a basket that has its order, give that order back.

    Raises a CheckoutError or InsufficientStock, with nothing written. `expected_total`: the dong that the buyer saw.
    Paid beforehand, the goods are held for settings.PAYMENT_MINUTES; by cash the order is confirmed at once.
    """
    basket = Basket.objects.select_for_update(no_key=True).get(pk=basket.pk)
    placed = Order.objects.filter(basket=basket).first()
    if placed:
        return placed
    user = buyer.user or AnonymousUser()
    vouchers.drop_unusable(basket=basket, user=user)
    _price(basket, user)
    _check(basket, buyer, delivery, at)
    expires_at = _held_until(pays_by, at)
    order = _create(basket, buyer, delivery, pays_by=pays_by, expires_at=expires_at, at=at)
    reservations.reserve(lines=list(order.lines.all()), at=at, expires_at=expires_at, **delivery.whence())
    _parcel(order, basket, delivery)
    if int(order.total_incl_tax) != expected_total:
        raise TotalChanged(expected=expected_total, actual=int(order.total_incl_tax))
    if refusal := choosing.refusal(
        pays_by, total=expected_total, products=[line.product for line in basket.all_lines()]
    ):
        raise HouseNotOffered(house=pays_by, because=refusal.sentence)
    PaymentAttempt.objects.create(
        order=order, house=pays_by, amount=expected_total, key=opening.key_for(order, 1), expires_at=expires_at
    )
    basket.submit()
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


def _held_until(pays_by: str, at: datetime) -> datetime | None:
    minutes = settings.PAYMENT_MINUTES.get(pays_by)
    return at + timedelta(minutes=minutes) if minutes else None


def _create(basket, buyer: Buyer, delivery: Delivery, *, pays_by: str, expires_at: datetime | None, at: datetime):
    """The order and its lines at the goods' price; shipping is added when it is known where the goods lie."""
    goods = Price(currency=basket.currency, excl_tax=basket.total_excl_tax, incl_tax=basket.total_incl_tax)
    return OrderCreator().place_order(
        basket=basket,
        order_number=str(OrderNumberGenerator().order_number(basket)),
        total=goods,
        shipping_method=ByParcel,
        shipping_charge=Price(currency=basket.currency, excl_tax=Decimal(0), incl_tax=Decimal(0)),
        shipping_address=None if delivery.is_pickup else _address(buyer, delivery),
        user=buyer.user or AnonymousUser(),
        status=Order.AWAITING_PAYMENT if expires_at else Order.CONFIRMED,
        guest_email="" if buyer.user else buyer.email,
        site=buyer.site,
        buyer_name=buyer.name,
        phone=buyer.phone,
        language=buyer.language,
        pays_by=pays_by,
        expires_at=expires_at,
        note=buyer.note,
        age_confirmed=buyer.is_of_age,
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


def _parcel(order: Order, basket, delivery: Delivery) -> None:
    """Parcels from what was really held, their fees, and with them the order's total."""
    lines = held_by_location(order)
    bills = parcel_bills(
        contents={place: _by_product(contents) for place, contents in lines.items()},
        products={line.product_id: line.product for line in basket.all_lines()},
        delivery=delivery,
        cash=order.pays_by == House.CASH,
    )
    for bill in bills:
        make_parcel(
            order=order, location_id=bill.location.pk, contents=lines[bill.location.pk], **_facts(bill, delivery)
        )
    shipping = sum(bill.fee for bill in bills)
    order.shipping_incl_tax = order.shipping_excl_tax = Decimal(shipping)
    order.total_incl_tax += shipping
    order.total_excl_tax += shipping
    order.save(update_fields=["shipping_incl_tax", "shipping_excl_tax", "total_incl_tax", "total_excl_tax"])


def _facts(bill: ParcelBill, delivery: Delivery) -> dict:
    service = bill.chosen and bill.chosen.service
    return {
        "service": service,
        "service_name": str(service or ""),
        "fee": bill.fee,
        "weight_g": bill.weight_g,
        "is_pickup": delivery.is_pickup,
    }


def _by_product(contents: dict[Line, int]) -> dict[int, int]:
    units: dict[int, int] = defaultdict(int)
    for line, quantity in contents.items():
        units[line.product_id] += quantity
    return dict(units)
