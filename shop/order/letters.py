"""Letters about an order: HTML and text, in the language it was placed in, sent after commit."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django_tasks import task

from shop.offer.reductions import of_order
from shop.order.amounts import dues
from shop.order.models import Order
from shop.order.parcels import Parcel

RECEIVED, PAID, CANCELLED, EXPIRED, REFUNDED = "received", "paid", "cancelled", "expired", "refunded"
DISPATCHED, READY, DELIVERED = "dispatched", "ready", "delivered"

SUBJECTS = {
    RECEIVED: _("We have your order %(number)s"),
    PAID: _("Order %(number)s is paid"),
    DISPATCHED: _("Order %(number)s is on its way"),
    READY: _("Order %(number)s is ready to be fetched"),
    DELIVERED: _("Order %(number)s has arrived"),
    CANCELLED: _("Order %(number)s is cancelled"),
    EXPIRED: _("Order %(number)s was not paid in time"),
    REFUNDED: _("Money of order %(number)s is given back"),
}

# What rooms above know and a letter should say, e.g. how to pay: {kind: [order → context]}.
more_context: dict[str, list[Callable[[Order], dict[str, Any]]]] = {}


_are_withheld = ContextVar("letters_are_withheld", default=False)


@contextmanager
def withheld() -> Iterator[None]:
    """Deeds done inside send no letter: for orders put in as data, whose buyers were told long ago or do not exist."""
    before = _are_withheld.set(True)
    try:
        yield
    finally:
        _are_withheld.reset(before)


def enqueue(kind: str, order: Order, *, parcel: Parcel | None = None, amount: int | None = None) -> None:
    """Send a letter once the present transaction stands. `amount`: dong, for a refund."""
    if _are_withheld.get():
        return
    transaction.on_commit(partial(send.enqueue, kind, order.pk, parcel.pk if parcel else None, amount))


@task
def send(kind: str, order_id: int, parcel_id: int | None = None, amount: int | None = None) -> None:
    order = Order.objects.select_related("user", "shipping_address__ward__province").get(pk=order_id)
    if not order.email_address:
        return
    with translation.override(order.language):
        compose(kind, order, parcel_id=parcel_id, amount=amount).send()


def compose(
    kind: str, order: Order, *, parcel_id: int | None = None, amount: int | None = None
) -> EmailMultiAlternatives:
    """The letter in the active language."""
    parcels = list(order.parcels.select_related("location__ward__province").prefetch_related("lines__line"))
    context = {
        "order": order,
        "lines": list(order.lines.all()),
        "reductions": of_order(order),
        "parcels": [parcel for parcel in parcels if parcel.state != Parcel.State.CANCELLED],
        "is_pickup": any(parcel.is_pickup for parcel in parcels),
        "parcel": next((parcel for parcel in parcels if parcel.pk == parcel_id), None),
        "due": dues(parcels).get(parcel_id) if parcel_id else None,
        "amount": amount,
        "site_owner": settings.OPERATOR,
        "action_url": f"{settings.BASE_URL}{order.get_absolute_url()}",
        "action": translation.gettext("See your order"),
    }
    for add in more_context.get(kind, []):
        context |= add(order)
    letter = EmailMultiAlternatives(
        subject=SUBJECTS[kind] % {"number": order.number},
        body=render_to_string(f"emails/order/{kind}.txt", context),
        to=[order.email_address],
    )
    letter.attach_alternative(render_to_string(f"emails/order/{kind}.html", context), "text/html")
    return letter
