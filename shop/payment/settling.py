"""Has it been paid? One answer for the webhook, the order's page, the bank's entries and reconciliation.

The house is asked first, outside any lock; then one transaction locks the order and takes the answer in.
Doing it any number of times is doing it once.
"""

from datetime import datetime

from django.core.cache import cache
from django.db import transaction
from django.utils.translation import gettext

from shop.order import amounts, life
from shop.order.models import Order
from shop.payment import refunding
from shop.payment.attempts import BankEntry, Break, House, PaymentAttempt, Refund
from shop.payment.exceptions import NotToBeLookedAt
from shop.payment.houses import gateways
from shop.payment.houses.gateway import Finding, Seen
from shop.retrying import retried

State = PaymentAttempt.State
WAITING = (State.CREATED, State.OPEN, State.EXPIRED)
# A page that many tabs poll asks the house once in this many seconds.
PAGE_ASKS_EVERY = 3


def settle(*, attempt_id: int, at: datetime) -> PaymentAttempt:
    """Ask the house and take its answer in. Raises HouseUnavailable or HouseRefused, with nothing changed."""
    attempt = PaymentAttempt.objects.get(pk=attempt_id)
    gateway = gateways.for_house(attempt.house)
    if attempt.state not in WAITING or not (gateway.is_asked and attempt.external_id):
        return attempt
    return take_in(attempt_id=attempt_id, finding=gateway.look(attempt.external_id), at=at)


def look_again(*, order: Order, at: datetime) -> str:
    """For the order's page and its poll: settle what is open, and say where the payment stands (a State, or "").

    Raises HouseUnavailable or HouseRefused like `settle`.
    """
    attempt = order.attempts.first()
    if attempt is None:
        return ""
    if attempt.state in WAITING and cache.add(f"payment:looked:{attempt.pk}", True, PAGE_ASKS_EVERY):
        attempt = settle(attempt_id=attempt.pk, at=at)
    return attempt.state


@retried
@transaction.atomic
def take_in(*, attempt_id: int, finding: Finding, at: datetime) -> PaymentAttempt:
    """Write down what a house said of an attempt, and do what follows from it."""
    attempt = lock(attempt_id)
    if attempt.state not in WAITING:
        return attempt
    if finding.external_id and not attempt.external_id:
        # The house made it and its answer never reached us.
        attempt.external_id = finding.external_id
        attempt.save(update_fields=["external_id"])
    if finding.seen is Seen.EXPIRED:
        attempt.state = State.EXPIRED
        attempt.save(update_fields=["state"])
    elif finding.seen is Seen.PAID:
        attempt.charge_id = finding.charge_id
        if (finding.captured, finding.currency) == (attempt.amount, "vnd"):
            _paid(attempt, captured=attempt.amount, at=at)
        else:
            _to_be_looked_at(attempt, finding)
    return attempt


@transaction.atomic
def received(*, attempt: PaymentAttempt, amount: int, at: datetime) -> PaymentAttempt:
    """Dong that a person or a bank saw come in for an attempt, added to what came before.

    The sum decides: what is due → paid. For cash, less is more to come; for a transfer, less or more is looked at.
    """
    attempt = lock(attempt.pk)
    if attempt.state not in (*WAITING, State.REVIEW):
        raise NotToBeLookedAt
    captured = attempt.captured + amount
    kept, expected = captured - attempt.refunded, captured_in_full(attempt)
    if kept == expected:
        _paid(attempt, captured=captured, at=at)
    elif attempt.house == House.CASH and kept < expected:
        attempt.captured = captured
        attempt.save(update_fields=["captured"])
    else:
        _to_be_looked_at(attempt, Finding(seen=Seen.PAID, captured=captured))
    return attempt


@transaction.atomic
def accept(*, attempt: PaymentAttempt, at: datetime, actor=None) -> PaymentAttempt:
    """A person takes what came in, however much, as the payment of the order."""
    attempt = lock(attempt.pk)
    is_part_of_cash = attempt.house == House.CASH and attempt.state in WAITING
    if attempt.captured == 0 or not (attempt.state == State.REVIEW or is_part_of_cash):
        raise NotToBeLookedAt
    _resolve(attempt, gettext("Accepted as payment"), at=at)
    _paid(attempt, captured=attempt.captured, at=at)
    return attempt


@transaction.atomic
def decline(*, attempt: PaymentAttempt, because: str, at: datetime, actor=None) -> Refund:
    """A person gives back what came in and is not what was asked. The order goes on waiting, or stays as it is."""
    attempt = lock(attempt.pk)
    if attempt.state != State.REVIEW:
        raise NotToBeLookedAt
    _resolve(attempt, because, at=at)
    attempt.state = State.EXPIRED
    attempt.save(update_fields=["state"])
    refund = refunding.refund_rest(
        order=attempt.order, attempt=attempt, reason=because, key=f"declined:{attempt.pk}:{attempt.captured}", at=at,
        actor=actor,
    )  # fmt: skip
    if refund is None:
        raise NotToBeLookedAt
    return refund


@transaction.atomic
def record_cash(*, order: Order, amount: int, at: datetime, actor=None, reference: str | None = None) -> PaymentAttempt:
    """Cash that a carrier handed over, or that was taken at a counter, for an order paid on delivery.

    `reference`: the carrier's remittance or our receipt; with the same one it is recorded once.
    Parcels may be handed over one by one; the order is paid when they add up to what is due.
    """
    order = life.lock(order)
    attempt = order.attempts.get(house=House.CASH)
    entry, is_new = BankEntry.objects.get_or_create(
        provider="cash",
        reference=reference or order.number,
        defaults={
            "amount": amount,
            "happened_at": at,
            "attempt": attempt,
            "state": BankEntry.State.MATCHED,
            "recorded_by": actor,
        },
    )
    return received(attempt=attempt, amount=entry.amount, at=at) if is_new else attempt


def amount_due(order: Order) -> int:
    """Dong still to come in for an order. Units cancelled before they are sent are not collected."""
    if order.status == Order.CANCELLED:
        return 0
    attempt = order.attempts.exclude(state=State.EXPIRED).first()
    if attempt is None:
        return int(order.total_incl_tax)
    if attempt.state == State.PAID:
        return 0
    return max(0, captured_in_full(attempt) - attempt.captured + attempt.refunded)


def captured_in_full(attempt: PaymentAttempt) -> int:
    """Dong that make an attempt paid. Paid beforehand that is fixed; cash is collected for what is really sent."""
    if attempt.house != House.CASH:
        return attempt.amount
    return sum(amounts.dues(attempt.order.parcels.prefetch_related("lines__line")).values())


def lock(attempt_id: int) -> PaymentAttempt:
    """The attempt as it is now, its order's row locked until the transaction ends."""
    order = life.lock(PaymentAttempt.objects.select_related("order").get(pk=attempt_id).order)
    attempt = PaymentAttempt.objects.get(pk=attempt_id)
    attempt.order = order
    return attempt


def _resolve(attempt: PaymentAttempt, resolution: str, *, at: datetime) -> None:
    attempt.breaks.filter(resolved_at=None).update(resolved_at=at, resolution=resolution)
    attempt.bank_entries.filter(state=BankEntry.State.REVIEW).update(state=BankEntry.State.MATCHED, reason=resolution)


def _paid(attempt: PaymentAttempt, *, captured: int, at: datetime) -> None:
    attempt.captured, attempt.state, attempt.settled_at = captured, State.PAID, at
    attempt.save(update_fields=["captured", "charge_id", "state", "settled_at"])
    order = attempt.order
    is_second = order.attempts.exclude(pk=attempt.pk).filter(state=State.PAID).exists()
    if not is_second and not attempt.is_called_off:
        if order.status == Order.AWAITING_PAYMENT:
            life.confirm(order=order, at=at)
            return
        if order.status != Order.CANCELLED or life.revive(order=order, at=at):
            return
    reason = refunding.PAID_TWICE if is_second else refunding.TOO_LATE
    refunding.refund_rest(order=order, attempt=attempt, reason=reason, key=f"late:{attempt.pk}", at=at)


def _to_be_looked_at(attempt: PaymentAttempt, finding: Finding) -> None:
    attempt.state, attempt.captured = State.REVIEW, finding.captured
    attempt.save(update_fields=["state", "captured", "charge_id"])
    Break.objects.update_or_create(
        attempt=attempt,
        kind=Break.Kind.AMOUNT,
        resolved_at=None,
        defaults={"ours": str(attempt.amount), "theirs": f"{finding.captured} {finding.currency}"},
    )
