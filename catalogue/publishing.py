"""The gate of every channel: may this be shown, may it be sold (ruling 6: only certified goods can be bought)."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from catalogue.certification.models import Certificate
from catalogue.producers.models import Producer

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


class Refusal(Enum):
    """Why a product may not be sold. `note` fits on a card, `sentence` explains it."""

    note: "StrPromise"
    sentence: "StrPromise"

    NOT_PUBLIC = (
        "not_public",
        _("Not on show"),
        _("This product has been taken off the shelves, so it cannot be bought now."),
    )
    PRODUCER_NOT_VERIFIED = (
        "producer_not_verified",
        _("Producer not verified"),
        _("We have not verified its producer, so it cannot be bought here now."),
    )
    NO_CERTIFICATE = (
        "no_certificate",
        _("Not yet certified"),
        _("It has no OCOP certificate yet, so it cannot be bought here."),
    )
    CERTIFICATE_LAPSED = (
        "certificate_lapsed",
        _("Certificate has run out"),
        _("Its OCOP certificate has run out. It can be bought again once it is certified anew."),
    )
    CERTIFICATE_REVOKED = (
        "certificate_revoked",
        _("Certificate withdrawn"),
        _("Its OCOP certificate was withdrawn, so it is no longer sold here."),
    )
    CONTACT_ONLY = (
        "contact_only",
        _("Ask the producer"),
        _("Strong alcohol is not sold online. Please ask the producer about it."),
    )

    def __new__(cls, code, note, sentence):
        member = object.__new__(cls)
        member._value_ = code
        member.note = note
        member.sentence = sentence
        return member


def sale_refusal(product, day: date) -> Refusal | None:
    """Why `product` may not be sold on `day`; None where it may.

    Says nothing of price and stock. A child is judged by its parent's producer, certificate and strength.
    Asks the database nothing where the product came from `with_gate(…)` or `with_facts(…)`.
    """
    canonical = product.canonical
    if not (product.is_public and canonical.is_public):
        return Refusal.NOT_PUBLIC
    if canonical.producer is None or canonical.producer.verification != Producer.Verification.VERIFIED:
        return Refusal.PRODUCER_NOT_VERIFIED
    if is_certificate_needed() and (refusal := _certificate_refusal(canonical, day)):
        return refusal
    return Refusal.CONTACT_ONLY if is_contact_only(canonical) else None


def is_certificate_needed() -> bool:
    return settings.SALE_WITHOUT_CERTIFICATE != "unbadged"


def is_contact_only(product) -> bool:
    return product.abv is not None and product.abv >= _strongest_sold()


def may_be_sold(day: date) -> Q:
    """`sale_refusal(product, day) is None`, said in SQL."""
    rule = _of_the_canonical(
        lambda its: (
            Q(**{f"{its}is_public": True, f"{its}producer__verification": Producer.Verification.VERIFIED})
            & (Q(**{f"{its}abv": None}) | Q(**{f"{its}abv__lt": _strongest_sold()}))
        )
    )
    if is_certificate_needed():
        rule &= holds(Certificate.objects.valid_on(day))
    return Q(is_public=True) & rule


def may_be_shown() -> Q:
    """Public, and its producer is not suspended."""
    return Q(is_public=True) & _of_the_canonical(_is_on_show)


def is_shown(product) -> bool:
    """`may_be_shown()`, asked of one product."""
    canonical = product.canonical
    is_suspended = canonical.producer is not None and (
        canonical.producer.verification == Producer.Verification.SUSPENDED
    )
    return product.is_public and canonical.is_public and not is_suspended


def has_a_page() -> Q:
    """`may_be_shown()` of what has a page of its own: sizes are on their parent's."""
    return Q(parent=None) & _is_on_show()


def is_for_adults(product) -> bool:
    return (product.canonical.abv or 0) >= settings.ALCOHOL_ADULT_ABV


def weaker_than(abv: float) -> Q:
    """Goods without alcohol, or with less than `abv` (% vol.)."""
    return _of_the_canonical(lambda its: Q(**{f"{its}abv": None}) | Q(**{f"{its}abv__lt": Decimal(str(abv))}))


def may_be_promoted() -> Q:
    """What may stand in a shop window: strong drink may not, even where it is sold."""
    return weaker_than(settings.ALCOHOL_NEVER_PROMOTED_ABV)


def holds(certificates) -> Q:
    """Products of which one of `certificates` speaks."""
    return Q(Exists(certificates.filter(product_id=Coalesce(OuterRef("parent_id"), OuterRef("pk")))))


def _is_on_show(its: str = "") -> Q:
    suspended = Producer.Verification.SUSPENDED
    return Q(**{f"{its}is_public": True}) & ~Q(**{f"{its}producer__verification": suspended})


def _of_the_canonical(rule: Callable[[str], Q]) -> Q:
    return (Q(parent=None) & rule("")) | (Q(parent__isnull=False) & rule("parent__"))


def _strongest_sold() -> Decimal:
    return Decimal(str(settings.ALCOHOL_CONTACT_ONLY_ABV))


def _certificate_refusal(product, day: date) -> Refusal | None:
    states = [certificate.state_on(day) for certificate in product.certificates.all()]
    if Certificate.State.VALID in states:
        return None
    in_the_past = [state for state in states if state != Certificate.State.NOT_YET]
    if not in_the_past:
        return Refusal.NO_CERTIFICATE
    # Certificates come newest first: the last word is what became of the newest.
    return Refusal.CERTIFICATE_REVOKED if in_the_past[0] == Certificate.State.REVOKED else Refusal.CERTIFICATE_LAPSED
