"""What became of a booth's goods and dong, read from the ledger and the accruals; adds up, or says where not."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, Sum

from catalogue.producers.models import Producer
from catalogue.traceability.models import Lot
from shop.fairs.models import Booth
from shop.settlement.models import SUMS, Accrual, Charge
from shop.stock.models import Balance, Movement

Kind = Movement.Kind
SPOILED = (Kind.DAMAGE, Kind.EXPIRE, Kind.RECALL, Kind.RETURN_TO_PRODUCER)


@dataclass(frozen=True, slots=True)
class LotSheet:
    """Units of one lot at a booth. `found`: what counts put right; `here`: what the balance says."""

    booth_id: int
    lot: Lot
    came: int
    sold: int
    back: int
    spoiled: int
    sent_on: int
    found: int
    here: int

    @property
    def is_right(self) -> bool:
        return self.came - self.sold + self.back - self.spoiled - self.sent_on + self.found == self.here


@dataclass(frozen=True, slots=True)
class Earned:
    """Dong that one producer's goods brought at one booth, and what is owed of it."""

    booth_id: int
    producer: Any
    quantity: int
    gross: int
    operator_share: int
    producer_share: int
    charges: int

    @property
    def owed(self) -> int:
        return self.producer_share - self.charges


def goods(booths: Iterable[Booth]) -> list[LotSheet]:
    """Lot by lot, in three queries for however many booths."""
    places = {booth.location_id: booth.pk for booth in booths if booth.location_id}
    sums: dict[tuple[int, int], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    moved = Movement.objects.filter(location__in=places).order_by().values_list("location", "lot", "kind")
    for place, lot, kind, units in moved.annotate(units=Sum("quantity")):
        sums[place, lot][kind] += units
    shelves = Balance.objects.filter(location__in=places).select_related("lot__product__parent")
    return [
        _sheet(places[shelf.location_id], shelf, sums[shelf.location_id, shelf.lot_id])
        for shelf in shelves.order_by("location", "lot__product__folded", "lot__code", "pk")
    ]


def money(booths: Iterable[Booth]) -> list[Earned]:
    """Booth by booth and producer by producer, in three queries for however many."""
    places = {booth.location_id: booth.pk for booth in booths if booth.location_id}
    sold = Accrual.objects.filter(location__in=places).by("location", "producer")
    rows: dict[tuple[int, int], dict[str, int]] = defaultdict(lambda: dict.fromkeys((*SUMS, "charges"), 0))
    for row in sold:
        rows[row["location"], row["producer"]] |= {name: row[f"sum_{name}"] for name in SUMS}
    charged = Charge.objects.filter(location__in=places).order_by().values_list("location", "producer")
    for place, producer, amount in charged.annotate(total=Sum("amount")):
        rows[place, producer]["charges"] = amount
    names = Producer.objects.in_bulk({producer for _place, producer in rows})
    earned = [Earned(places[place], names[producer], **sums) for (place, producer), sums in rows.items()]
    return sorted(earned, key=lambda each: (each.booth_id, each.producer.name))


def corrections(booth: Booth) -> list[Movement]:
    """What was heard of after the count though it happened before, and all that came after settling."""
    if booth.counted_at is None or booth.location_id is None:
        return []
    late = Q(recorded_at__gt=booth.counted_at, happened_at__lt=booth.counted_at)
    if booth.settled_at:
        late |= Q(recorded_at__gt=booth.settled_at)
    movements = Movement.objects.filter(late, location=booth.location_id).exclude(kind=Kind.COUNT)
    return list(movements.select_related("lot__product__parent", "actor").order_by("recorded_at", "pk"))


def late_money(booth: Booth) -> int:
    """Dong of sales and refunds that were heard of after the booth was settled."""
    if booth.settled_at is None:
        return 0
    late = Accrual.objects.filter(location=booth.location_id, recorded_at__gt=booth.settled_at)
    return late.aggregate(gross=Sum("gross"))["gross"] or 0


def _sheet(booth_id: int, shelf: Balance, moved: dict[str, int]) -> LotSheet:
    return LotSheet(
        booth_id=booth_id,
        lot=shelf.lot,
        came=moved[Kind.RECEIVE] + moved[Kind.TRANSFER_IN],
        sold=-moved[Kind.SALE],
        back=moved[Kind.RETURN],
        spoiled=-sum(moved[kind] for kind in SPOILED),
        sent_on=-moved[Kind.TRANSFER_OUT],
        found=moved[Kind.COUNT],
        here=shelf.on_hand - shelf.short,
    )
