"""The operator's share as it is agreed: terms begin on a day and end on one; what was sold before keeps its own."""

from datetime import date

from django.db import IntegrityError, transaction

from catalogue.producers.models import Producer
from shop.settlement.exceptions import BeginsAlready, InThePast
from shop.settlement.models import Terms


def agree(
    *, producer: Producer | None, location_kind: str, permille: int, valid_from: date, note: str, today: date
) -> Terms:
    """From that day on; among terms as specific the younger hold. Raises InThePast, BeginsAlready."""
    if valid_from < today:
        raise InThePast
    try:
        with transaction.atomic():
            return Terms.objects.create(
                producer=producer, location_kind=location_kind, permille=permille, valid_from=valid_from, note=note
            )
    except IntegrityError:
        raise BeginsAlready(day=valid_from) from None


@transaction.atomic
def end(*, terms: Terms, until: date, today: date) -> Terms:
    """They hold on that day for the last time. Raises InThePast."""
    terms = Terms.objects.select_for_update(no_key=True, of=("self",)).get(pk=terms.pk)
    if until < max(today, terms.valid_from):
        raise InThePast
    terms.valid_until = until
    terms.save(update_fields=["valid_until"])
    return terms
