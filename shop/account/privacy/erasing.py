"""Erasing a person: all rooms forget in one transaction, then the account goes and its sessions with it."""

from functools import partial
from importlib import import_module

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import ProtectedError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shop.account.privacy import own
from shop.account.privacy.holdings import HOLDINGS
from shop.order.models import Order
from shop.order.parcels import Parcel


class CannotErase(Exception):
    sentence: str | Promise = ""


class OrdersUnderWay(CannotErase):
    def __init__(self, numbers: list[str]):
        self.numbers = numbers
        said = _("An order is still on its way: %(numbers)s. Cancel it or wait until it has arrived, then come back.")
        self.sentence = said % {"numbers": ", ".join(numbers)}


class SignedForThings(CannotErase):
    sentence = gettext_lazy(
        "You have signed for goods or papers of this market. Ask its administrator to close this account."
    )


def erase(*, user: User) -> None:
    """Raises OrdersUnderWay or SignedForThings; then nothing was erased."""
    if numbers := under_way(user):
        raise OrdersUnderWay(numbers)
    pk = user.pk
    try:
        with transaction.atomic():
            for holding in HOLDINGS:
                holding.forget(user)
            user.delete()
            transaction.on_commit(partial(end_sessions_of, pk))
    except ProtectedError as fault:
        raise SignedForThings from fault


def under_way(user: User) -> list[str]:
    """Numbers of orders that somebody still has to send, or the buyer to pay or fetch."""
    moving = (Parcel.State.PLANNED, Parcel.State.PACKED, Parcel.State.DISPATCHED)
    open_orders = own.orders_of(user).exclude(status__in=(Order.CANCELLED, Order.COMPLETED))
    waiting = open_orders.filter(status=Order.AWAITING_PAYMENT) | open_orders.filter(parcels__state__in=moving)
    return sorted(set(waiting.values_list("number", flat=True)))


def end_sessions_of(user_pk: int) -> None:
    """On every device: sessions remember what was typed at checkout."""
    store = import_module(settings.SESSION_ENGINE).SessionStore
    for session in Session.objects.iterator(chunk_size=1000):
        if session.get_decoded().get(SESSION_KEY) == str(user_pk):
            store(session.session_key).delete()
