"""The two facts this room keeps of a sale: that it was made, and how much of it was given back.

The operator's share of g dong is g × permille ÷ 1000 rounded down; the producer has the rest. Of what is given back
the same rule is applied to all of it so far, so that parts, however cut, add up to the shares of the whole.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Count, Sum
from django.utils.timezone import localdate

from catalogue.traceability.models import Lot
from shop.locations.models import Location
from shop.settlement import rates
from shop.settlement.exceptions import KeyReused, MoreThanWasSold
from shop.settlement.models import Accrual, Charge


@dataclass(frozen=True, slots=True)
class Sold:
    """Units of a lot that left a location for `gross` dong."""

    source_key: str
    channel: Any  # an Accrual.Channel, whose members mypy takes for tuples
    location: Location
    lot: Lot
    quantity: int
    gross: int
    at: datetime
    order_line: Any = None

    @property
    def producer_id(self) -> int:
        return self.lot.product.canonical.producer_id


@dataclass(frozen=True, slots=True)
class GivenBack:
    """So many more units and dong of a sale go back."""

    source_key: str
    of: Accrual
    units: int
    gross: int
    at: datetime


def operators(gross: int, permille: int) -> int:
    return gross * permille // 1000


@transaction.atomic
def sold(sales: Sequence[Sold]) -> list[Accrual]:
    """Write each sale down once, by its key, at the terms of its day. Raises KeyReused."""
    written = {row.source_key: row for row in Accrual.objects.filter(source_key__in=[s.source_key for s in sales])}
    terms = rates.of({sale.producer_id for sale in sales})
    new = [_drawn_up(sale, terms) for sale in sales if sale.source_key not in written]
    drawn_up = {row.source_key: row for row in Accrual.objects.bulk_create(new)}
    return [drawn_up.get(sale.source_key) or _same(written[sale.source_key], sale) for sale in sales]


@transaction.atomic
def given_back(parts: Sequence[GivenBack]) -> list[Accrual]:
    """Write each part down once, by its key, at the terms of its sale. Raises MoreThanWasSold, KeyReused."""
    so_far = _so_far({part.of.pk for part in parts})
    written = {row.source_key: row for row in Accrual.objects.filter(source_key__in=[p.source_key for p in parts])}
    drawn_up: dict[str, Accrual] = {}
    for part in parts:
        if known := written.get(part.source_key):
            if (known.of_id, known.quantity, known.gross) != (part.of.pk, -part.units, -part.gross):
                raise KeyReused(part.source_key)
            continue
        before = so_far[part.of.pk]
        after = before.and_then(part.units, part.gross)
        drawn_up[part.source_key] = _take_off(part.of, before, after, source_key=part.source_key, at=part.at)
        so_far[part.of.pk] = after
    Accrual.objects.bulk_create(drawn_up.values())
    return [(written | drawn_up)[part.source_key] for part in parts]


@transaction.atomic
def set_given_back(*, of: Accrual, units: int, gross: int, at: datetime) -> Accrual | None:
    """So many units and dong of a sale are given back in all; None where that is what the books say."""
    before = _so_far({of.pk})[of.pk]
    if (before.units, before.gross) == (units, gross):
        return None
    key = f"{of.source_key}:back:{before.rows + 1}"
    row = _take_off(of, before, _SoFar(units, gross, before.rows + 1), source_key=key, at=at)
    row.save()
    return row


@transaction.atomic
def charge(
    *, producer, location: Location | None, amount: int, reason: str, source_key: str, at: datetime
) -> Charge | None:
    """Put a fee on a producer's account, once by the key. None where it is nothing."""
    if not amount:
        return None
    charge, _is_new = Charge.objects.get_or_create(
        source_key=source_key,
        defaults={
            "producer": producer, "location": location, "amount": amount, "reason": reason, "happened_at": at,
        },
    )  # fmt: skip
    if (charge.producer, charge.amount) != (producer, amount):
        raise KeyReused(source_key)
    return charge


@dataclass(frozen=True, slots=True)
class _SoFar:
    """What was given back of one sale, in so many rows."""

    units: int = 0
    gross: int = 0
    rows: int = 0

    def and_then(self, units: int, gross: int) -> "_SoFar":
        return _SoFar(self.units + units, self.gross + gross, self.rows + 1)


def _so_far(sales: set[int]) -> dict[int, _SoFar]:
    """By the primary key of the sale, whose rows are locked in its order."""
    locked = Accrual.objects.select_for_update(no_key=True).filter(pk__in=sales).order_by("pk")
    so_far = dict.fromkeys(locked.values_list("pk", flat=True), _SoFar())
    summed = Accrual.objects.filter(of__in=sales).order_by().values_list("of")
    for sale, units, gross, rows in summed.annotate(units=Sum("quantity"), dong=Sum("gross"), rows=Count("pk")):
        so_far[sale] = _SoFar(-units, -gross, rows)
    return so_far


def _drawn_up(sale: Sold, terms: rates.Rates) -> Accrual:
    permille = terms.permille(producer_id=sale.producer_id, kind=sale.location.kind, day=localdate(sale.at))
    ours = operators(sale.gross, permille)
    return Accrual(
        producer_id=sale.producer_id,
        location=sale.location,
        channel=sale.channel,
        product_id=sale.lot.product_id,
        lot=sale.lot,
        quantity=sale.quantity,
        gross=sale.gross,
        permille=permille,
        operator_share=ours,
        producer_share=sale.gross - ours,
        order_line=sale.order_line,
        source_key=sale.source_key,
        happened_at=sale.at,
    )


def _same(row: Accrual, sale: Sold) -> Accrual:
    if (row.location_id, row.lot_id, row.quantity, row.gross) != (
        sale.location.pk, sale.lot.pk, sale.quantity, sale.gross,
    ):  # fmt: skip
        raise KeyReused(sale.source_key)
    return row


def _take_off(of: Accrual, before: _SoFar, after: _SoFar, *, source_key: str, at: datetime) -> Accrual:
    if not (0 <= after.units <= of.quantity and 0 <= after.gross <= of.gross):
        raise MoreThanWasSold(of=of, units=after.units, gross=after.gross)
    ours = operators(before.gross, of.permille) - operators(after.gross, of.permille)
    change = before.gross - after.gross
    return Accrual(
        of=of,
        producer_id=of.producer_id,
        location_id=of.location_id,
        channel=of.channel,
        product_id=of.product_id,
        lot_id=of.lot_id,
        quantity=before.units - after.units,
        gross=change,
        permille=of.permille,
        operator_share=ours,
        producer_share=change - ours,
        order_line_id=of.order_line_id,
        source_key=source_key,
        happened_at=at,
    )
