"""Our books beside the houses': what is open is asked again, what was not sent is sent, what differs is written down.

Each attempt stands alone: one that a house cannot answer for is counted and left for the next time.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import F, Max, Q, Sum
from django.db.models.functions import Coalesce

from shop.order.models import Order
from shop.order.parcels import Parcel
from shop.payment import opening, refunding, settling
from shop.payment.attempts import BankEntry, Break, House, PaymentAttempt, Refund
from shop.payment.exceptions import NotToBeLookedAt, PaymentError
from shop.payment.houses import gateways

logger = logging.getLogger(__name__)
State = PaymentAttempt.State

# How long after a payment the house's record of it is compared with ours.
COMPARED_FOR = timedelta(days=7)
# An attempt whose buyer never came back from a lost answer is asked for again after this.
ANSWER_LOST_AFTER = timedelta(minutes=5)


@dataclass(slots=True)
class Summary:
    asked: int = 0
    settled: int = 0
    refunds_sent: int = 0
    unanswered: int = 0
    breaks: int = 0


def reconcile(*, at: datetime, progress: Callable[[int], None] = lambda done: None) -> Summary:
    """Once over everything. Safe to repeat and to stop in the middle."""
    summary = Summary()
    for attempt in to_be_asked(at):
        with _left_for_next_time(summary, attempt):
            summary.asked += 1
            summary.settled += _ask(attempt, at=at).state != attempt.state
        progress(1)
    for refund in Refund.objects.filter(state=Refund.State.ASKED, attempt__house=House.STRIPE):
        with _left_for_next_time(summary, refund):
            summary.refunds_sent += refunding.send(refund.pk, at=at).state == Refund.State.DONE
        progress(1)
    for attempt in to_be_compared(at):
        with _left_for_next_time(summary, attempt):
            _compare(attempt, at=at)
        progress(1)
    _compare_bank(at=at)
    _find_late_cash(at=at)
    _find_nothing_held(at=at)
    summary.breaks = Break.objects.filter(resolved_at=None).count()
    return summary


def resolve(*, found: Break, resolution: str, at: datetime, actor) -> Break:
    """A person dealt with a difference and says how. Raises NotToBeLookedAt where that is done already."""
    done = Break.objects.filter(pk=found.pk, resolved_at=None)
    if not done.update(resolved_at=at, resolution=f"{resolution} ({actor})"[:300]):
        raise NotToBeLookedAt
    found.refresh_from_db()
    return found


def to_be_asked(at: datetime):
    """Stripe's open sessions, those of which no answer ever came, and whatever a cancelled order left open."""
    lost = Q(state=State.CREATED, house=House.STRIPE, created_at__lte=at - ANSWER_LOST_AFTER)
    left_open = Q(state__in=(State.CREATED, State.OPEN), order__status=Order.CANCELLED)
    open_there = Q(state=State.OPEN, house=House.STRIPE)
    return PaymentAttempt.objects.filter(lost | left_open | open_there).select_related("order").order_by("pk")


def to_be_compared(at: datetime):
    recent = PaymentAttempt.objects.filter(house=House.STRIPE, state=State.PAID, settled_at__gte=at - COMPARED_FOR)
    return recent.select_related("order").order_by("pk")


def _ask(attempt: PaymentAttempt, *, at: datetime) -> PaymentAttempt:
    if attempt.external_id:
        settled = settling.settle(attempt_id=attempt.pk, at=at)
        if settled.state != State.OPEN or attempt.order.status != Order.CANCELLED:
            return settled
    if attempt.order.status == Order.CANCELLED:
        opening.close_attempts(order=attempt.order, at=at)
        attempt = PaymentAttempt.objects.get(pk=attempt.pk)
    elif attempt.order.expires_at is None or attempt.order.expires_at > at:
        attempt = opening.open_attempt(order=attempt.order, at=at)
    return attempt


def _compare(attempt: PaymentAttempt, *, at: datetime) -> None:
    """Captured and given back, as Stripe has it."""
    finding = gateways.for_house(attempt.house).look(attempt.external_id)
    _note(attempt, Break.Kind.AMOUNT, ours=attempt.captured, theirs=finding.captured, at=at)
    done = attempt.refunds.filter(state=Refund.State.DONE).aggregate(sum=Coalesce(Sum("amount"), 0))["sum"]
    if not attempt.refunds.filter(state=Refund.State.ASKED).exists():
        _note(attempt, Break.Kind.REFUND, ours=done, theirs=finding.refunded, at=at)


def _compare_bank(*, at: datetime) -> None:
    matched = Q(bank_entries__state=BankEntry.State.MATCHED)
    paid = PaymentAttempt.objects.filter(house=House.VIETQR, state=State.PAID)
    for attempt in paid.annotate(seen=Coalesce(Sum("bank_entries__amount", filter=matched), 0)):
        if attempt.seen != attempt.captured or attempt.breaks.filter(resolved_at=None).exists():
            _note(attempt, Break.Kind.BANK_SUM, ours=attempt.captured, theirs=attempt.seen, at=at)


def _find_late_cash(*, at: datetime) -> None:
    """Every parcel delivered or cancelled, the last one long ago, and money still out."""
    day = at - timedelta(days=settings.CASH_REMITTANCE_DAYS)
    waiting = PaymentAttempt.objects.filter(house=House.CASH, state=State.OPEN) | PaymentAttempt.objects.filter(
        house=House.CASH, state=State.CREATED
    )
    on_the_way = Parcel.objects.exclude(state__in=(Parcel.State.DELIVERED, Parcel.State.CANCELLED))
    late = waiting.annotate(last=Max("order__parcels__delivered_at")).filter(last__lte=day)
    for attempt in late.exclude(order__parcels__in=on_the_way).select_related("order"):
        due = settling.amount_due(attempt.order)
        _note(attempt, Break.Kind.CASH_LATE, ours=due, theirs=0, at=at)
    for late_break in _open(Break.Kind.CASH_LATE).filter(attempt__state=State.PAID):
        _note(late_break.attempt, Break.Kind.CASH_LATE, ours=0, theirs=0, at=at)


def _find_nothing_held(*, at: datetime) -> None:
    """Money of a cancelled order that nobody has asked to give back."""
    kept = Q(captured__gt=F("refunded"), state=State.PAID, order__status=Order.CANCELLED)
    for attempt in PaymentAttempt.objects.filter(kept):
        _note(attempt, Break.Kind.NOTHING_HELD, ours=attempt.captured - attempt.refunded, theirs=0, at=at)
    for held in _open(Break.Kind.NOTHING_HELD).exclude(attempt__in=PaymentAttempt.objects.filter(kept)):
        _note(held.attempt, Break.Kind.NOTHING_HELD, ours=0, theirs=0, at=at)


def _open(kind: str):
    return Break.objects.filter(kind=kind, resolved_at=None).select_related("attempt")


def _note(attempt: PaymentAttempt, kind: str, *, ours: int, theirs: int, at: datetime) -> None:
    """Write a difference down, once while it stands; strike it off where it is gone."""
    if ours == theirs:
        attempt.breaks.filter(kind=kind, resolved_at=None).update(resolved_at=at, resolution="agrees again")
        return
    Break.objects.update_or_create(
        attempt=attempt, kind=kind, resolved_at=None, defaults={"ours": str(ours), "theirs": str(theirs)}
    )


@contextmanager
def _left_for_next_time(summary: Summary, row) -> Iterator[None]:
    """A house that cannot answer for one row does not stop the others."""
    try:
        yield
    except PaymentError as error:
        summary.unanswered += 1
        logger.warning("reconcile: %s: %s", row, error)
