"""Money back, by line. Written down under the order's lock and guarded by the database; sent afterwards."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from django.db import transaction
from django.db.models import F, Sum
from django.utils.timezone import now
from django.utils.translation import gettext_noop
from django_tasks import task

from shop.order import following, letters, life
from shop.order.amounts import price_of_units
from shop.order.models import Line, Order
from shop.order.parcels import Return
from shop.payment.attempts import Break, House, PaymentAttempt, Refund, RefundLine
from shop.payment.exceptions import (
    EmptyRefund,
    HouseRefused,
    NotByHand,
    NothingCaptured,
    RefundTooLarge,
    TooManyUnits,
)
from shop.payment.houses import gateways
from shop.payment.houses.gateway import Given, RefundFinding
from shop.retrying import retried
from shop.stock.models import Reservation

# Shown through gettext where a refund is shown.
TOO_LATE = gettext_noop("Paid after the order had ended")
PAID_TWICE = gettext_noop("Paid twice")
# Stripe remembers idempotency keys for at least 24 hours.
KEY_IS_REMEMBERED = timedelta(hours=20)


@dataclass(frozen=True, slots=True)
class Part:
    """Units of a line, or shipping where `line` is None. Dong."""

    line: Line | None
    quantity: int
    amount: int


@retried
@transaction.atomic
def refund(
    *,
    order: Order,
    lines: Mapping[Line, int],
    shipping: int,
    reason: str,
    key: str,
    at: datetime,
    actor=None,
    still_send: bool = False,
) -> Refund:
    """Give back units of lines ({line: units}) and dong of shipping. With the same key: the same refund.

    Units that came back or were cancelled are refunded first; for the rest, units not yet sent are cancelled,
    unless `still_send`. Raises NothingCaptured, EmptyRefund, TooManyUnits or RefundTooLarge, with nothing written.
    The house is called after commit.
    """
    order = life.lock(order)
    if known := Refund.objects.filter(key=key).first():
        return known
    attempt = _captured(order)
    parts = [_units(attempt, line, quantity) for line, quantity in lines.items() if quantity]
    if shipping:
        parts.append(_shipping(attempt, shipping))
    if not still_send:
        for part in parts:
            _cancel_unsent(order, part, because=reason, at=at, actor=actor)
    return _write(attempt, parts, reason=reason, key=key, actor=actor)


@transaction.atomic
def refund_rest(
    *, order: Order, reason: str, key: str, at: datetime, actor=None, attempt: PaymentAttempt | None = None
) -> Refund | None:
    """Give back all that is left of what came in; None where nothing is. Cancelling is not done here."""
    order = life.lock(order)
    if known := Refund.objects.filter(key=key).first():
        return known
    attempt = attempt or _captured(order)
    rest = attempt.captured - attempt.refunded
    parts = []
    for line in order.lines.order_by("pk"):
        units = _refundable(attempt, line)
        amount = min(rest, _price(line, units)) if units else 0
        if amount:
            parts.append(Part(line, units, amount))
            rest -= amount
    if rest:
        parts.append(Part(None, 0, rest))
    return _write(attempt, parts, reason=reason, key=key, actor=actor) if parts else None


@transaction.atomic
def refund_surplus(*, attempt: PaymentAttempt, amount: int, reason: str, key: str, actor=None) -> Refund:
    """Give back dong that were paid beyond the order's price; they belong to no line."""
    attempt.order = life.lock(attempt.order)
    return _write(attempt, [_shipping(attempt, amount)], reason=reason, key=key, actor=actor)


def send(refund_id: int, *, at: datetime | None = None) -> Refund:
    """Ask the house to give the money back. Outside transactions; safe to repeat. Raises HouseUnavailable."""
    at = at or now()
    refund = Refund.objects.select_related("attempt__order").get(pk=refund_id)
    gateway = gateways.for_house(refund.attempt.house)
    if refund.state != Refund.State.ASKED or not gateway.is_asked:
        return refund
    try:
        if refund.external_id:
            finding = gateway.look_at_refund(refund.external_id)
        else:
            finding = gateway.refund(refund, is_stale=at - refund.asked_at > KEY_IS_REMEMBERED)
    except HouseRefused as refused:
        return take_in(refund, RefundFinding(given=Given.FAILED), why=str(refused), at=at)
    return take_in(refund, finding, at=at)


@transaction.atomic
def take_in(refund: Refund, finding: RefundFinding, *, at: datetime, why: str = "") -> Refund:
    """Write down what the house said of a refund."""
    life.lock(refund.attempt.order)
    refund = Refund.objects.select_related("attempt__order").get(pk=refund.pk)
    if finding.given is Given.FAILED and refund.state != Refund.State.FAILED:
        return _failed(refund, why=why or finding.external_id, at=at)
    if refund.state != Refund.State.ASKED:
        return refund
    if finding.given is Given.DONE:
        return _done(refund, external_id=finding.external_id, at=at)
    refund.external_id = finding.external_id
    refund.save(update_fields=["external_id"])
    return refund


@transaction.atomic
def mark_paid_back(*, refund: Refund, reference: str, at: datetime, actor) -> Refund:
    """A person paid a refund back by transfer or in cash. `reference`: the bank's, or the receipt's."""
    life.lock(refund.attempt.order)
    refund = Refund.objects.select_related("attempt__order").get(pk=refund.pk)
    if refund.state != Refund.State.ASKED or refund.attempt.house not in (House.VIETQR, House.CASH):
        raise NotByHand
    return _done(refund, external_id=reference, at=at)


@task
def send_later(refund_id: int) -> None:
    send(refund_id)


def refunded_units(line: Line) -> int:
    return _standing(line).aggregate(units=Sum("quantity"))["units"] or 0


def _captured(order: Order) -> PaymentAttempt:
    attempts = order.attempts.filter(captured__gt=0, state__in=(PaymentAttempt.State.PAID, PaymentAttempt.State.REVIEW))
    attempt = attempts.order_by(F("captured") - F("refunded")).last()
    if attempt is None:
        raise NothingCaptured(order=order)
    return attempt


def _standing(line: Line):
    return RefundLine.objects.filter(line=line).exclude(refund__state=Refund.State.FAILED)


def _refundable(attempt: PaymentAttempt, line: Line) -> int:
    """Units paid for and not yet refunded. Cash was never collected for units cancelled before they were sent."""
    unpaid = line.units_cancelled if attempt.house == House.CASH else 0
    return line.quantity - unpaid - refunded_units(line)


def _price(line: Line, units: int) -> int:
    """The last unit takes what is left, so that the refunds of a line add up to its price exactly."""
    before = refunded_units(line)
    if before + units == line.quantity:
        given = _standing(line).aggregate(amount=Sum("amount"))["amount"] or 0
        return int(line.line_price_incl_tax) - given
    return price_of_units(line, units, before=before)


def _units(attempt: PaymentAttempt, line: Line, quantity: int) -> Part:
    line = attempt.order.lines.get(pk=line.pk)
    left = _refundable(attempt, line)
    if not 0 < quantity <= left:
        raise TooManyUnits(line=line, asked=quantity, left=left)
    return Part(line, quantity, _price(line, quantity))


def _shipping(attempt: PaymentAttempt, amount: int) -> Part:
    """Shipping, and with it what was paid beyond the order's price."""
    order = attempt.order
    goods = sum(int(price) for price in order.lines.values_list("line_price_incl_tax", flat=True))
    parts = RefundLine.objects.filter(refund__attempt=attempt, line=None).exclude(refund__state=Refund.State.FAILED)
    given = parts.aggregate(amount=Sum("amount"))["amount"] or 0
    left = max(int(order.shipping_incl_tax), attempt.captured - goods) - given
    if not 0 < amount <= left:
        raise RefundTooLarge(asked=amount, left=left)
    return Part(None, 0, amount)


def _cancel_unsent(order: Order, part: Part, **why) -> None:
    if part.line is None or order.status != Order.CONFIRMED:
        return
    returned = Return.objects.filter(parcel_line__line=part.line).aggregate(units=Sum("quantity"))["units"] or 0
    gone = max(0, part.line.units_cancelled + returned - refunded_units(part.line))
    held = Reservation.objects.holding().filter(line=part.line).aggregate(units=Sum("quantity"))["units"] or 0
    units = min(part.quantity - gone, held)
    if units > 0:
        life.cancel_units(line=part.line, quantity=units, **why)


def _write(attempt: PaymentAttempt, parts: list[Part], *, reason: str, key: str, actor) -> Refund:
    amount = sum(part.amount for part in parts)
    if amount <= 0:
        raise EmptyRefund
    enough = PaymentAttempt.objects.filter(pk=attempt.pk, captured__gte=F("refunded") + amount)
    if not enough.update(refunded=F("refunded") + amount):
        attempt.refresh_from_db(fields=["captured", "refunded"])
        raise RefundTooLarge(asked=amount, left=attempt.captured - attempt.refunded)
    refund = Refund.objects.create(attempt=attempt, amount=amount, key=key, reason=reason, asked_by=actor)
    RefundLine.objects.bulk_create(
        RefundLine(refund=refund, line=part.line, quantity=part.quantity, amount=part.amount) for part in parts
    )
    following.tell(order=attempt.order, at=refund.asked_at)
    transaction.on_commit(partial(send_later.enqueue, refund.pk))
    return refund


def _done(refund: Refund, *, external_id: str, at: datetime) -> Refund:
    refund.state, refund.external_id, refund.done_at = Refund.State.DONE, external_id, at
    refund.save(update_fields=["state", "external_id", "done_at"])
    letters.enqueue(letters.REFUNDED, refund.attempt.order, amount=refund.amount)
    return refund


def _failed(refund: Refund, *, why: str, at: datetime) -> Refund:
    """The money is still ours to give: it counts as not refunded, and a person looks."""
    refund.state = Refund.State.FAILED
    refund.save(update_fields=["state"])
    PaymentAttempt.objects.filter(pk=refund.attempt_id).update(refunded=F("refunded") - refund.amount)
    Break.objects.update_or_create(
        attempt=refund.attempt,
        kind=Break.Kind.REFUND_FAILED,
        resolved_at=None,
        defaults={"ours": f"{refund.amount} ({refund.key})", "theirs": why[:200]},
    )
    following.tell(order=refund.attempt.order, at=at)
    return refund
