"""A location's month: how its sales were paid, whose goods they were, and what became of the units."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import F, Sum
from django.utils.timezone import get_current_timezone

from catalogue.producers.models import Producer
from shop.locations.models import Location
from shop.pos.sales import Tender
from shop.pos.shifts import Shift
from shop.pos.z_report import cash_in_drawers
from shop.settlement.models import Accrual
from shop.stock.models import Balance, Movement


@dataclass(frozen=True, slots=True)
class Earned:
    """Dong that one producer's goods brought, refunds off."""

    producer: Producer
    quantity: int
    gross: int
    operator_share: int
    producer_share: int


@dataclass(frozen=True, kw_only=True)
class Month:
    """`tenders`: (name, taken, given back) at counters. `moved`: (name, units). `drawers`: dong counted − expected.

    `given_back`: dong, for what was sold here, wherever it was given back. `here`: units on the shelves now, told only
    where the month is not over, else None.
    """

    location: Location
    first: date
    last: date
    tenders: list[tuple[str, int, int]]
    given_back: int
    shifts: int
    drawers: int
    counters: int
    web: int
    earned: list[Earned]
    before: int
    moved: list[tuple[str, int]]
    here: int | None

    @property
    def gross(self) -> int:
        return sum(each.gross for each in self.earned)

    @property
    def operator_share(self) -> int:
        return sum(each.operator_share for each in self.earned)

    @property
    def producer_share(self) -> int:
        return sum(each.producer_share for each in self.earned)

    @property
    def after(self) -> int:
        return self.before + sum(units for _name, units in self.moved)

    @property
    def is_right(self) -> bool:
        """What was paid at counters is what was sold there, and the units add up to what lies here."""
        paid = sum(taken for _name, taken, _back in self.tenders) - self.given_back
        return paid == self.counters and self.counters + self.web == self.gross and self.here in (None, self.after)


def of(location: Location, *, first: date, today: date) -> Month:
    """The month that begins on `first`, up to its end or today. A fixed number of queries."""
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    begins, ends = _midnight(first), _midnight(last + timedelta(days=1))
    within = {"happened_at__gte": begins, "happened_at__lt": ends}
    shifts = Shift.objects.filter(location=location, closed_at__gte=begins, closed_at__lt=ends)
    counted = shifts.aggregate(cash=Sum("counted_cash", default=0))["cash"]
    accruals = Accrual.objects.filter(location=location, **within)
    channels = {row["channel"]: row["sum_gross"] for row in accruals.by("channel")}
    movements = Movement.objects.filter(location=location)
    kinds = movements.filter(**within).order_by().values_list("kind").annotate(units=Sum("quantity"))
    return Month(
        location=location,
        first=first,
        last=last,
        tenders=_tenders(location, within),
        given_back=_given_back(location, within),
        shifts=shifts.count(),
        drawers=counted - cash_in_drawers(shifts),
        counters=channels.get(Accrual.Channel.COUNTER, 0),
        web=channels.get(Accrual.Channel.WEB, 0),
        earned=_earned(accruals),
        before=movements.filter(happened_at__lt=begins).aggregate(units=Sum("quantity", default=0))["units"],
        moved=[(str(Movement.Kind(kind).label), units) for kind, units in sorted(kinds)],
        here=_here(location) if today <= last else None,
    )


def _tenders(location: Location, within: dict) -> list[tuple[str, int, int]]:
    sold = _by_kind(sale__location=location, **_of("sale", within))
    back = _by_kind(refund__location=location, **_of("refund", within))
    used = [kind for kind in Tender.Kind if kind in sold or kind in back]
    return [(str(kind.label), sold.get(kind, 0), back.get(kind, 0)) for kind in used]


def _given_back(location: Location, within: dict) -> int:
    back = Tender.objects.filter(refund__sale__location=location, **_of("refund", within))
    return back.aggregate(dong=Sum("amount", default=0))["dong"]


def _of(what: str, within: dict) -> dict:
    return {f"{what}__{name}": at for name, at in within.items()}


def _by_kind(**of) -> dict[str, int]:
    return dict(Tender.objects.filter(**of).order_by().values_list("kind").annotate(dong=Sum("amount")))


def _earned(accruals) -> list[Earned]:
    rows = list(accruals.by("producer"))
    producers = Producer.objects.in_bulk([row["producer"] for row in rows])
    earned = [
        Earned(
            producers[row["producer"]],
            row["sum_quantity"],
            row["sum_gross"],
            row["sum_operator_share"],
            row["sum_producer_share"],
        )
        for row in rows
    ]
    return sorted(earned, key=lambda each: each.producer.name)


def _here(location: Location) -> int:
    return Balance.objects.filter(location=location).aggregate(units=Sum(F("on_hand") - F("short"), default=0))["units"]


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=get_current_timezone())
