"""Cancelling with its money: the goods go free, what came in goes back, and nothing more can be paid."""

from datetime import datetime
from functools import partial

from django.db import transaction

from shop.order import life
from shop.order.models import Line, Order
from shop.payment import opening, refunding
from shop.payment.attempts import PaymentAttempt, Refund
from shop.payment.exceptions import NothingCaptured


@transaction.atomic
def call_off(*, order: Order, because: str, at: datetime, actor=None) -> Refund | None:
    """Cancel a whole order before anything of it is sent, and give back what was paid, or None if nothing was.

    A payment on its way goes back in full when it arrives. Raises an OrderError where goods have left.
    """
    order = life.lock(order)
    life.cancel(order=order, because=because, at=at, actor=actor)
    return _all_back(order, because=because, at=at, actor=actor)


@transaction.atomic
def give_up(*, order: Order, because: str, at: datetime, actor=None) -> Refund | None:
    """End an order of which nothing arrived and all came back, and give back what was paid, or None if nothing was.

    Raises an OrderError while anything is still on its way or has arrived.
    """
    order = life.lock(order)
    life.give_up(order=order, because=because, at=at, actor=actor)
    return _all_back(order, because=because, at=at, actor=actor)


@transaction.atomic
def call_off_units(
    *, order: Order, lines: dict[Line, int], because: str, key: str, at: datetime, actor=None
) -> Refund | None:
    """Take units out of a confirmed order before they are sent.

    Paid beforehand, their price goes back; on delivery, that much less is collected and there is no refund.
    Raises an OrderError or a PaymentError, with nothing written.
    """
    order = life.lock(order)
    if order.attempts.filter(state=PaymentAttempt.State.PAID).exists():
        return refunding.refund(order=order, lines=lines, shipping=0, reason=because, key=key, at=at, actor=actor)
    for line, quantity in lines.items():
        life.cancel_units(line=line, quantity=quantity, because=because, at=at, actor=actor)
    order.refresh_from_db(fields=["status"])
    if order.status == Order.CANCELLED:
        _take_no_more(order)
    return None


def _all_back(order: Order, *, because: str, at: datetime, actor) -> Refund | None:
    _take_no_more(order)
    try:
        return refunding.refund_rest(order=order, reason=because, key=f"called-off:{order.number}", at=at, actor=actor)
    except NothingCaptured:
        return None


def _take_no_more(order: Order) -> None:
    order.attempts.update(is_called_off=True)
    transaction.on_commit(partial(opening.close_later.enqueue, order.pk))
