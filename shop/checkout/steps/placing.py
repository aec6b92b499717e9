"""The last press: place the order of this visitor, then send them to where it is paid."""

from django.contrib import messages
from django.db import OperationalError
from django.http import HttpRequest
from django.utils.timezone import now

from shop.address import book
from shop.basket.requests import ShopRequest
from shop.checkout.exceptions import NotServed, TooBusy
from shop.checkout.steps import memory
from shop.checkout.submit import submit
from shop.order.models import Order
from shop.payment import opening
from shop.payment.attempts import House
from shop.payment.exceptions import PaymentError
from shop.retrying import is_passing, waited_too_long


def place(request: ShopRequest, *, expected_total: int) -> Order:
    """Raises CheckoutError or InsufficientStock. The session keeps nothing but which order it became."""
    facts = memory.draft(request)
    delivery = memory.delivery_of(facts)
    if delivery is None:
        raise NotServed
    try:
        order = submit(
            basket=request.open_basket,
            buyer=memory.buyer_of(request, facts),
            delivery=delivery,
            pays_by=facts.get("pays_by", ""),
            expected_total=expected_total,
            at=now(),
        )
    except OperationalError as fault:
        if is_passing(fault) or waited_too_long(fault):
            raise TooBusy from fault
        raise
    memory.remember_order(request, order)
    if facts.get("remember") and order.shipping_address:
        book.keep(user=request.user, address=order.shipping_address)
    return order


def where_to_pay(request: HttpRequest, order: Order) -> str:
    """The card house's page for a card, else the order's own page; also that where the house does not answer."""
    if order.pays_by != House.STRIPE or order.status != Order.AWAITING_PAYMENT:
        return order.get_absolute_url()
    # Written at once: a second click must find the order even while the house is being asked.
    request.session.save()
    try:
        attempt = opening.open_attempt(order=order, at=now())
    except PaymentError as refusal:
        messages.warning(request, refusal.sentence)
        return order.get_absolute_url()
    return attempt.url or order.get_absolute_url()
