"""Orders that were not paid in time let their goods go."""

import logging
from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from shop.order import letters, life
from shop.order.models import Order
from shop.payment import opening
from shop.payment.attempts import PaymentAttempt
from shop.payment.exceptions import HouseUnavailable
from shop.retrying import retried

REVIEW = PaymentAttempt.State.REVIEW
log = logging.getLogger(__name__)


def expire_unpaid(*, at: datetime, progress: Callable[[], object] = lambda: None) -> int:
    """Cancel every order whose time to pay is over at `at`, one transaction each. Returns how many. Safe to repeat.

    An order whose money came in and is being looked at waits for the person who looks: accepted, it is confirmed;
    declined, it expires the next time.

    The payment house is told first, outside any lock, so that nobody can pay any more; who paid in that moment has
    an order that is paid. Where the house does not answer the goods still go free: money that comes later brings
    them back or is given back (`settling`).
    """
    late = Order.objects.filter(status=Order.AWAITING_PAYMENT, expires_at__lte=at)
    expired = 0
    for order in list(late.exclude(attempts__state=REVIEW).order_by("expires_at", "pk")):
        try:
            opening.close_attempts(order=order, at=at)
        except HouseUnavailable:
            log.warning("payment house did not answer about order %s; it expires all the same", order.number)
        expired += _let_go(order=order, at=at)
        progress()
    return expired


@retried
@transaction.atomic
def _let_go(*, order: Order, at: datetime) -> bool:
    order = life.lock(order)
    if order.status != Order.AWAITING_PAYMENT or not order.expires_at or order.expires_at > at:
        return False
    if order.attempts.filter(state=REVIEW).exists():
        return False
    with translation.override(order.language):
        life.cancel(order=order, because=_("Not paid in time"), at=at, letter=letters.EXPIRED)
    return True
