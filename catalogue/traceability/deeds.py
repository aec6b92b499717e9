from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from catalogue.traceability.exceptions import BadLotCode, EmptyLot, LotCodeTaken, LotExpiresBeforeMade, LotOfNoSize
from catalogue.traceability.models import Lot


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
