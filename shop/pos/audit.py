"""What must hold of the counters' books, for `stock_audit`."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Count, F, IntegerField, Max, OuterRef, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from shop.pos.devices.models import Device
from shop.pos.events.event import Event, Type
from shop.pos.refunds import Refund, RefundLine
from shop.pos.sales import Sale, SaleLine, Tender
from shop.stock.audit import Fault
from shop.stock.models import Movement


def a_device_has_no_gap(at: datetime) -> Iterator[Fault]:
    """Numbers from 1 to the newest, each once; one that was taken by a fork's id stands among the forks."""
    chains = (
        Event.objects.order_by()
        .values("device", "epoch")
        .annotate(numbers=Count("seq", distinct=True), newest=Max("seq"))
    )
    for chain in chains.exclude(numbers=F("newest")):
        yield Fault("sequence", f"device {chain['device']} epoch {chain['epoch']}", chain["newest"], chain["numbers"])
    heads = _of_events(Max("seq"), device=OuterRef("pk"), epoch=OuterRef("epoch"))
    for device in Device.objects.annotate(newest=heads).exclude(last_seq=F("newest")):
        yield Fault("sequence", f"device {device.pk}", device.newest, device.last_seq)


def what_is_applied_is_in_the_books(at: datetime) -> Iterator[Fault]:
    for model, name, kind in ((Sale, "sale", Type.SALE), (Refund, "refund", Type.REFUND)):
        for event in Event.objects.filter(type=kind, state=Event.State.APPLIED, **{name: None}):
            yield Fault("booked", f"event {event.pk}", kind.value, None)
        for row in model.objects.exclude(event__state=Event.State.APPLIED):
            yield Fault("booked", f"{name} {row.pk}", Event.State.APPLIED.value, row.event.state)


def sales_add_up(at: datetime) -> Iterator[Fault]:
    for sale in Sale.objects.annotate(
        lines_sum=_sum(SaleLine, "sale", "amount"), paid=_sum(Tender, "sale", "amount")
    ).exclude(total=F("lines_sum"), lines_sum=F("paid")):
        yield Fault("sale", f"sale {sale.pk}", sale.total, (sale.lines_sum, sale.paid))
    for refund in Refund.objects.annotate(
        lines_sum=_sum(RefundLine, "refund", "amount"), paid=_sum(Tender, "refund", "amount")
    ).exclude(total=F("lines_sum"), lines_sum=F("paid")):
        yield Fault("refund", f"refund {refund.pk}", refund.total, (refund.lines_sum, refund.paid))
    given_back = SaleLine.objects.annotate(
        units=_sum(RefundLine, "line", "quantity"), money=_sum(RefundLine, "line", "amount")
    )
    for line in given_back.exclude(refunded_units=F("units"), refunded_amount=F("money")):
        yield Fault("refund", f"sale line {line.pk}", line.units, line.refunded_units)


def what_was_sold_left_the_ledger(at: datetime) -> Iterator[Fault]:
    """Units by location and lot: sold at counters, and moved by counters' sales."""
    sold = _units(SaleLine.objects.values_list("sale__location", "lot").annotate(units=Sum("quantity")))
    moved = Movement.objects.filter(kind=Movement.Kind.SALE, source_key__startswith="pos:")
    left = _units(moved.values_list("location", "lot").annotate(units=-Sum("quantity")))
    back = RefundLine.objects.filter(restock=True)
    restocked = _units(back.values_list("refund__location", "line__lot").annotate(units=Sum("quantity")))
    returned = Movement.objects.filter(kind=Movement.Kind.RETURN, source_key__startswith="pos:")
    came = _units(returned.values_list("location", "lot").annotate(units=Sum("quantity")))
    for name, booked, in_ledger in (("sold", sold, left), ("restocked", restocked, came)):
        for shelf in sorted(booked.keys() | in_ledger.keys()):
            if booked.get(shelf, 0) != in_ledger.get(shelf, 0):
                where = f"location {shelf[0]} lot {shelf[1]}"
                yield Fault(name, where, booked.get(shelf, 0), in_ledger.get(shelf, 0))


INVARIANTS = (
    a_device_has_no_gap,
    what_is_applied_is_in_the_books,
    sales_add_up,
    what_was_sold_left_the_ledger,
)


def _units(rows) -> dict[tuple[int, int], int]:
    return {(location, lot): units for location, lot, units in rows.order_by()}


def _of_events(what, **of) -> Coalesce:
    found = Event.objects.filter(**of).order_by().values("device").annotate(found=what).values("found")
    return Coalesce(Subquery(found, output_field=IntegerField()), Value(0))


def _sum(model, by: str, field: str) -> Coalesce:
    rows = model.objects.filter(**{by: OuterRef("pk")}).order_by().values(by).annotate(found=Sum(field))
    return Coalesce(Subquery(rows.values("found"), output_field=IntegerField()), Value(0))
