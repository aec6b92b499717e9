"""A credit on the account, recorded once and matched to the order that its words name."""

import re
from dataclasses import asdict, dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from shop.order import life
from shop.order.models import Order
from shop.payment import refunding, settling
from shop.payment.attempts import BankEntry, House, PaymentAttempt, Refund
from shop.payment.exceptions import AlreadyRecorded, NotToBeLookedAt
from shop.payment.houses import vietqr
from themes.templatetags.theme import dong

State = BankEntry.State


@dataclass(frozen=True, kw_only=True, slots=True)
class Facts:
    """What a bank says of one credit. `amount`: dong; `reference`: unique at its `provider`."""

    provider: str
    reference: str
    account: str
    amount: int
    memo: str
    happened_at: datetime


def notify(*, facts: Facts, at: datetime, actor=None) -> tuple[BankEntry, bool]:
    """Take in a credit: (its entry, whether it is new). Heard again, it changes nothing."""
    with transaction.atomic():
        known = BankEntry.objects.filter(provider=facts.provider, reference=facts.reference).first()
        if known:
            return known, False
        named = _named_attempt(facts.memo)
        return _record(facts, named=named, at=at, actor=actor)


@transaction.atomic
def confirm_by_hand(
    *, order: Order, reference: str, amount: int, happened_at: datetime, at: datetime, actor, memo: str = ""
) -> BankEntry:
    """Staff saw a transfer for this order on the account. The amount still decides: MATCHED, or REVIEW with a reason.

    Raises AlreadyRecorded where the reference is known.
    """
    facts = Facts(
        provider=settings.VIETQR_BANK_BIN,
        reference=reference.strip(),
        account=settings.VIETQR_ACCOUNT,
        amount=amount,
        memo=memo or vietqr.memo_for(order),
        happened_at=happened_at,
    )
    entry, is_new = _record(facts, named=_attempt_of(order), at=at, actor=actor)
    if not is_new:
        raise AlreadyRecorded(entry=entry)
    return entry


@transaction.atomic
def assign(*, entry: BankEntry, order: Order, at: datetime, actor) -> BankEntry:
    """A person says which order an entry pays. Its amount still decides between MATCHED and REVIEW."""
    life.lock(order)
    entry = _to_be_looked_at(entry)
    attempt = _attempt_of(order)
    if entry.attempt_id:
        raise NotToBeLookedAt
    entry.recorded_by = actor
    return _match(entry, attempt, at=at)


@transaction.atomic
def set_aside(*, entry: BankEntry, because: str, actor) -> BankEntry:
    """Not money for an order of ours, or settled elsewhere."""
    entry = _to_be_looked_at(entry)
    if entry.attempt and entry.attempt.state == PaymentAttempt.State.REVIEW:
        # Its dong count as captured: settling.accept or settling.decline says what becomes of them.
        raise NotToBeLookedAt
    entry.state, entry.reason, entry.recorded_by = State.SET_ASIDE, because, actor
    entry.save(update_fields=["state", "reason", "recorded_by"])
    return entry


@transaction.atomic
def give_back(*, entry: BankEntry, at: datetime, actor) -> Refund:
    """A second transfer for an order that was paid already: taken in and asked to be paid back, in one."""
    if entry.attempt is None:
        raise NotToBeLookedAt
    attempt = settling.lock(entry.attempt.pk)
    entry = _to_be_looked_at(entry)
    if attempt.state != PaymentAttempt.State.PAID:
        raise NotToBeLookedAt
    attempt.captured += entry.amount
    attempt.save(update_fields=["captured"])
    entry.state, entry.recorded_by = State.MATCHED, actor
    entry.save(update_fields=["state", "recorded_by"])
    return refunding.refund_surplus(
        attempt=attempt, amount=entry.amount, reason=refunding.PAID_TWICE, key=f"entry:{entry.pk}", actor=actor
    )


def _record(facts: Facts, *, named: "PaymentAttempt | str", at: datetime, actor) -> tuple[BankEntry, bool]:
    """`named`: the attempt that the entry means, or why none can be told."""
    if isinstance(named, PaymentAttempt):
        life.lock(named.order)
    identity = {"provider": facts.provider, "reference": facts.reference}
    rest = {name: value for name, value in asdict(facts).items() if name not in identity}
    entry, is_new = BankEntry.objects.get_or_create(**identity, defaults=rest | {"recorded_by": actor})
    if not is_new:
        return entry, False
    if _bare(facts.account) != _bare(settings.VIETQR_ACCOUNT):
        named = _("It came to account %(account)s, which is not the one that buyers are asked to pay into.") % {
            "account": facts.account
        }
    return _match(entry, named, at=at), True


def _match(entry: BankEntry, named: "PaymentAttempt | str", *, at: datetime) -> BankEntry:
    if isinstance(named, str):
        return _review(entry, named)
    attempt = settling.lock(named.pk)
    if attempt.state == PaymentAttempt.State.PAID:
        entry.attempt = attempt
        return _review(entry, _("Order %(number)s is already paid.") % {"number": attempt.order.number})
    before = attempt.captured - attempt.refunded
    attempt = settling.received(attempt=attempt, amount=entry.amount, at=at)
    entry.attempt = attempt
    if attempt.state == PaymentAttempt.State.PAID:
        attempt.bank_entries.filter(state=State.REVIEW).update(state=State.MATCHED, reason="")
        attempt.breaks.filter(resolved_at=None).update(resolved_at=at, resolution="paid in full")
        entry.state, entry.reason = State.MATCHED, ""
        entry.save()
        return entry
    words = {"amount": dong(before + entry.amount), "due": dong(attempt.amount), "number": attempt.order.number}
    return _review(entry, _("%(amount)s came in for order %(number)s, but %(due)s is due.") % words)


def _review(entry: BankEntry, reason: str) -> BankEntry:
    entry.state, entry.reason = State.REVIEW, reason
    entry.save()
    return entry


def _named_attempt(memo: str) -> "PaymentAttempt | str":
    numbers = vietqr.orders_named_in(memo)
    orders = list(Order.objects.filter(number__in=numbers)[:2])
    if len(orders) != 1:
        return _("Its words name several orders.") if orders else _("Its words name no order of ours.")
    return _attempt_of(orders[0])


def _attempt_of(order: Order) -> "PaymentAttempt | str":
    attempt = order.attempts.filter(house=House.VIETQR).first()
    return attempt or _("Order %(number)s is not paid by bank transfer.") % {"number": order.number}


def _to_be_looked_at(entry: BankEntry) -> BankEntry:
    entry = BankEntry.objects.select_for_update(of=("self",)).get(pk=entry.pk)
    if entry.state != State.REVIEW:
        raise NotToBeLookedAt
    return entry


def _bare(account: str) -> str:
    return re.sub(r"\W", "", account)
