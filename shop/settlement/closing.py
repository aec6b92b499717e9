"""Statements: what is open on a producer's account up to a day is added up, numbered and closed."""

from collections.abc import Collection
from datetime import date, datetime, time

from django.db import transaction
from django.db.models import Sum
from django.utils.timezone import get_current_timezone

from catalogue.producers.models import Producer
from shop.locations.models import Location
from shop.settlement.exceptions import AlreadyPaid, NothingToSettle
from shop.settlement.models import Accrual, Charge, Statement


def open_accruals(*, until: date, producer: Producer | None = None, locations: Collection[Location] | None = None):
    return _open(Accrual, until, producer, locations)


def open_charges(*, until: date, producer: Producer | None = None, locations: Collection[Location] | None = None):
    return _open(Charge, until, producer, locations)


@transaction.atomic
def close(
    *,
    producer: Producer,
    until: date,
    at: datetime,
    actor,
    fair=None,
    locations: Collection[Location] | None = None,
) -> Statement:
    """Take in all that is open up to the end of that day, at these locations or anywhere. Raises NothingToSettle.

    What is heard of later, even of an earlier day, stands in the next statement.
    """
    Producer.objects.select_for_update(no_key=True).get(pk=producer.pk)
    last = Statement.objects.select_for_update(no_key=True).order_by("-number").first()
    accruals = _locked(open_accruals(until=until, producer=producer, locations=locations))
    charges = _locked(open_charges(until=until, producer=producer, locations=locations))
    if not accruals and not charges:
        raise NothingToSettle
    sums = Accrual.objects.filter(pk__in=accruals).totals()
    charged = Charge.objects.filter(pk__in=charges).aggregate(amount=Sum("amount"))["amount"] or 0
    statement = Statement.objects.create(
        number=(last.number if last else 0) + 1,
        producer=producer,
        fair=fair,
        until=until,
        **sums,
        charges=charged,
        owed=sums["producer_share"] - charged,
        closed_at=at,
        closed_by=actor,
    )
    Accrual.objects.filter(pk__in=accruals).update(statement=statement)
    Charge.objects.filter(pk__in=charges).update(statement=statement)
    return statement


@transaction.atomic
def mark_paid(*, statement: Statement, reference: str, at: datetime, actor) -> Statement:
    """The operator's bank has sent it. Raises AlreadyPaid, unless it is said again."""
    statement = Statement.objects.select_for_update(no_key=True, of=("self",)).get(pk=statement.pk)
    if statement.paid_at:
        if statement.paid_reference != reference:
            raise AlreadyPaid
        return statement
    statement.paid_at, statement.paid_reference, statement.paid_by = at, reference, actor
    statement.save(update_fields=["paid_at", "paid_reference", "paid_by"])
    return statement


def _open(model, until: date, producer, locations):
    end = datetime.combine(until, time.max, tzinfo=get_current_timezone())
    rows = model.objects.open().filter(happened_at__lte=end)
    if producer is not None:
        rows = rows.filter(producer=producer)
    return rows if locations is None else rows.filter(location__in=locations)


def _locked(rows) -> list[int]:
    return list(rows.select_for_update(no_key=True).order_by("pk").values_list("pk", flat=True))
