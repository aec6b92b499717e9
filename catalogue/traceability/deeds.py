from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from catalogue.traceability.exceptions import (
    AlreadyHeld,
    AlreadyReleased,
    BadLotCode,
    EmptyLot,
    LotCodeTaken,
    LotExpiresBeforeMade,
    LotOfNoSize,
    NoReason,
)
from catalogue.traceability.models import Hold, Lot


@transaction.atomic
def make_lot(*, product, code: str, made_on: date, expires_on: date | None, quantity: int) -> Lot:
    """Record goods made together. Saying the same again gives the same lot.

    Raises BadLotCode, EmptyLot, LotExpiresBeforeMade, LotOfNoSize, LotCodeTaken (same code, other facts).
    """
    if product.is_parent:
        raise LotOfNoSize(product=product)
    if quantity < 1:
        raise EmptyLot
    if expires_on and expires_on < made_on:
        raise LotExpiresBeforeMade(made_on=made_on, expires_on=expires_on)
    try:
        Lot._meta.get_field("code").clean(code, None)
    except ValidationError as fault:
        raise BadLotCode(code=code) from fault
    facts = {"made_on": made_on, "expires_on": expires_on, "quantity": quantity}
    lot, _ = Lot.objects.get_or_create(product=product, code=code, defaults=facts)
    if any(getattr(lot, name) != value for name, value in facts.items()):
        raise LotCodeTaken(product=product, code=code)
    return lot


@transaction.atomic
def hold(*, lot: Lot, why: str, actor, at: datetime) -> Hold:
    """From now on nothing of this lot is sold anywhere. Saying the same again gives the same hold.

    Raises NoReason, AlreadyHeld (by another, or for another reason).
    """
    facts = {"why": _reason(why), "held_by": actor}
    standing, _ = Hold.objects.get_or_create(lot=lot, released_at=None, defaults={**facts, "held_at": at})
    if any(getattr(standing, name) != value for name, value in facts.items()):
        raise AlreadyHeld(hold=standing)
    return standing


@transaction.atomic
def release(*, hold: Hold, why: str, actor, at: datetime) -> Hold:
    """The lot may be sold again. Saying the same again changes nothing.

    Raises NoReason, AlreadyReleased (by another, or for another reason).
    """
    facts = {"why_released": _reason(why), "released_by": actor}
    hold = Hold.objects.select_for_update().get(pk=hold.pk)
    if hold.released_at is None:
        for name, value in {**facts, "released_at": at}.items():
            setattr(hold, name, value)
        hold.save(update_fields=[*facts, "released_at"])
    elif any(getattr(hold, name) != value for name, value in facts.items()):
        raise AlreadyReleased(hold=hold)
    return hold


def _reason(said: str) -> str:
    if not said.strip():
        raise NoReason
    return said.strip()
