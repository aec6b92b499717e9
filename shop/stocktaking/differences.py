"""What was counted beside what the ledger expected at that moment, in units and in dong."""

from dataclasses import dataclass

from django.db.models import F, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from shop.stock.models import Balance, Movement
from shop.stocktaking.models import Line, Stocktake


@dataclass(frozen=True, slots=True)
class Difference:
    line: Line
    expected: int

    @property
    def units(self) -> int:
        return self.line.counted - self.expected

    @property
    def dong(self) -> int:
        """At the price of sale; 0 where the goods have none."""
        record = next(iter(self.line.lot.product.stockrecords.all()), None)
        return self.units * int(record.price) if record and record.price else 0


def of(stocktake: Stocktake) -> list[Difference]:
    """One for each line, the largest losses first. While it is open, expected is asked of the ledger."""
    moved = (
        Movement.objects.filter(
            location=OuterRef("stocktake__location"), lot=OuterRef("lot"), happened_at__lte=OuterRef("counted_at")
        )
        .order_by()
        .values("lot")
        .annotate(units=Sum("quantity"))
        .values("units")
    )
    lines = stocktake.lines.select_related("lot__product__parent").prefetch_related("lot__product__stockrecords")
    lines = lines.annotate(now_expected=Coalesce(F("expected"), Subquery(moved), 0))
    return sorted((Difference(line, line.now_expected) for line in lines), key=lambda each: (each.dong, each.line.pk))


def shelves_to_count(stocktake: Stocktake) -> QuerySet[Balance]:
    """Lots that lie at the location, or were counted there now, by product and date."""
    at_hand = stocktake.location.balances.exclude(on_hand=0) | stocktake.location.balances.filter(
        lot__in=stocktake.lines.values("lot")
    )
    expires_first = F("lot__expires_on").asc(nulls_last=True)
    return at_hand.select_related("lot__product__parent").order_by("lot__product__folded", expires_first, "pk")
