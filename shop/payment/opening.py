"""From an order to the place where its buyer pays. Outside transactions: a house is called."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.timezone import now
from django_tasks import task

from shop.order import life
from shop.order.models import Order
from shop.payment import settling
from shop.payment.attempts import PaymentAttempt
from shop.payment.exceptions import HouseRefused, OrderIsOver
from shop.payment.houses import gateways
from shop.payment.houses.gateway import Opened

State = PaymentAttempt.State
# Stripe takes no session that ends sooner than 30 minutes from now, by its own clock.
SHORTEST_SESSION = timedelta(minutes=31)


def open_attempt(*, order: Order, at: datetime) -> PaymentAttempt:
    """The attempt of an order, opened at its house; `url` is where to pay, empty for bank transfer and cash.

    Any number of times, by any number of tabs: one attempt, one session.
    Raises OrderIsOver, HouseUnavailable (try again) or HouseRefused.
    """
    attempt = _stored(order=order, at=at)
    if attempt.state != State.CREATED:
        return attempt
    gateway = gateways.for_house(attempt.house)
    try:
        opened = gateway.open(attempt)
    except HouseRefused as refused:
        if refused.param != "expires_at":
            raise
        # No session was ever made with this key, or it would have been given back: ask with another and a later end.
        attempt = _renewed(attempt, at=at)
        opened = gateway.open(attempt)
    return _keep(attempt, opened)


def close_attempts(*, order: Order, at: datetime) -> None:
    """Nobody can pay a cancelled order any more; what was paid in the same moment is settled instead.

    Raises HouseUnavailable; reconciliation then closes it later.
    """
    for attempt in order.attempts.filter(state__in=(State.CREATED, State.OPEN)):
        if attempt.external_id:
            try:
                gateways.for_house(attempt.house).close(attempt)
            except HouseRefused:
                if _is_over_there(attempt, at=at):
                    continue
        PaymentAttempt.objects.filter(pk=attempt.pk, state__in=(State.CREATED, State.OPEN)).update(state=State.EXPIRED)


def key_for(order: Order, number: int) -> str:
    """The idempotency key of an order's nth attempt. With its token, since two shops may share a house's account."""
    return f"order:{order.number}:{number}:{order.token}"


@task
def close_later(order_id: int) -> None:
    close_attempts(order=Order.objects.get(pk=order_id), at=now())


def _is_over_there(attempt: PaymentAttempt, *, at: datetime) -> bool:
    """Settle what could not be closed. A session that the house does not know cannot be paid either: False."""
    try:
        return settling.settle(attempt_id=attempt.pk, at=at).state not in (State.CREATED, State.OPEN)
    except HouseRefused:
        return False


@transaction.atomic
def _stored(*, order: Order, at: datetime) -> PaymentAttempt:
    """The attempt that checkout stored with the order, or the next one where that has expired at its house."""
    order = life.lock(order)
    attempts = list(order.attempts.all())
    kept = next((attempt for attempt in attempts if attempt.state != State.EXPIRED), None)
    if kept and kept.state != State.CREATED:
        return kept
    is_over = order.expires_at is not None and order.expires_at <= at
    if order.status in (Order.CANCELLED, Order.COMPLETED) or is_over:
        raise OrderIsOver(order=order)
    if kept:
        return kept
    return PaymentAttempt.objects.create(
        order=order,
        house=order.pays_by,
        amount=int(order.total_incl_tax),
        key=key_for(order, len(attempts) + 1),
        expires_at=order.expires_at,
    )


@transaction.atomic
def _renewed(attempt: PaymentAttempt, *, at: datetime) -> PaymentAttempt:
    life.lock(attempt.order)
    attempt = PaymentAttempt.objects.select_related("order").get(pk=attempt.pk)
    if attempt.state == State.CREATED:
        attempt.key = f"{attempt.key}+"
        attempt.expires_at = at + SHORTEST_SESSION
        attempt.save(update_fields=["key", "expires_at"])
    return attempt


@transaction.atomic
def _keep(attempt: PaymentAttempt, opened: Opened) -> PaymentAttempt:
    life.lock(attempt.order)
    kept = PaymentAttempt.objects.filter(pk=attempt.pk, state=State.CREATED)
    kept.update(state=State.OPEN, external_id=opened.external_id, url=opened.url)
    return PaymentAttempt.objects.select_related("order").get(pk=attempt.pk)
