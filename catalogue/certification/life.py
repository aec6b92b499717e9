"""The life of a certificate: issued, extended, revoked. Each deed once, guarded by the database's constraints."""

from calendar import monthrange
from datetime import date, timedelta

from django.db import transaction

from catalogue.certification.exceptions import (
    AlreadyRevoked,
    ExtensionOutOfBounds,
    NoRulebook,
    NumberTaken,
    RevocationWithoutReason,
    RevokedBeforeIssued,
    SizeHasNoCertificate,
    StarsWithoutCertificate,
)
from catalogue.certification.models import Certificate
from catalogue.evaluation.models import Rulebook


@transaction.atomic
def issue(
    *, product, number: str, stars: int, decision: str, authority: str, issued_on: date, scan=None
) -> Certificate:
    """Certify a product for as long as the rulebook of that day says, to the same day of the month, included.

    Raises StarsWithoutCertificate, SizeHasNoCertificate, NumberTaken, NoRulebook.
    """
    if stars not in range(3, 6):
        raise StarsWithoutCertificate(stars=stars)
    if product.is_child:
        raise SizeHasNoCertificate(product=product)
    # Numbers are looked up however they are typed, so they must differ by more than case.
    if Certificate.objects.filter(number__iexact=number).exists():
        raise NumberTaken(number=number)
    return Certificate.objects.create(
        product=product,
        number=number,
        stars=stars,
        decision=decision,
        authority=authority,
        issued_on=issued_on,
        expires_on=months_after(issued_on, _rulebook(issued_on).validity_months),
        scan=scan or "",
    )


@transaction.atomic
def extend(*, certificate: Certificate, until: date) -> Certificate:
    """Keep it in force while a late file is worked on (Decision 26/2026/QĐ-TTg, Article 12.3). May be said again.

    Raises AlreadyRevoked, ExtensionOutOfBounds, NoRulebook.
    """
    held = _locked(certificate)
    days = _rulebook(held.expires_on).extension_days
    latest = held.expires_on + timedelta(days=days)
    if not held.expires_on < until <= latest:
        raise ExtensionOutOfBounds(until=until, after=held.expires_on, latest=latest)
    held.extended_until = until
    held.save(update_fields=["extended_until"])
    return held


@transaction.atomic
def revoke(*, certificate: Certificate, on: date, because: str) -> Certificate:
    """Withdraw it from that day on (Article 8). The reason is shown to everyone.

    Raises AlreadyRevoked, RevocationWithoutReason, RevokedBeforeIssued.
    """
    held = _locked(certificate)
    if not because.strip():
        raise RevocationWithoutReason
    if on < held.issued_on:
        raise RevokedBeforeIssued(on=on, issued_on=held.issued_on)
    held.revoked_on, held.revoked_because = on, because.strip()
    held.save(update_fields=["revoked_on", "revoked_because"])
    return held


def months_after(day: date, months: int) -> date:
    """The same day of the month that many months later; the last day of a shorter month.

    >>> months_after(date(2026, 8, 31), 6)
    datetime.date(2027, 2, 28)
    """
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _locked(certificate: Certificate) -> Certificate:
    held = Certificate.objects.select_for_update().get(pk=certificate.pk)
    if held.revoked_on:
        raise AlreadyRevoked(number=held.number, on=held.revoked_on)
    return held


def _rulebook(day: date) -> Rulebook:
    try:
        return Rulebook.objects.in_force_on(day)
    except Rulebook.DoesNotExist as nothing:
        raise NoRulebook(day=day) from nothing
