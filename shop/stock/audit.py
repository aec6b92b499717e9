"""Proof that the books agree. Each invariant is one query that returns only what breaks it.

The invariants are those of the ledger (balances, reservations, transfers, the projection) and of
what the order room says of the same goods. `audit` reads; it takes no lock and mends nothing.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain

from django.apps import apps
from django.db.models import Case, CharField, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum, Value, When
from django.db.models.functions import Cast, Coalesce, Concat
from django.utils.timezone import localdate, now

from shop.stock import projection, reservations, transfers
from shop.stock.models import Balance, Movement, Reservation, Transfer, TransferLine

# Reservations are free within their time and this.
EXPIRY_GRACE = timedelta(seconds=60)
GONE = ("dispatched", "delivered", "returned")
TO_BE_SENT = ("planned", "packed")


@dataclass(frozen=True, slots=True)
class Fault:
    """One broken invariant: where, what it should be, what it is. `subject` is a model and a pk."""

    invariant: str
    subject: str
    expected: object
    found: object


def audit(*, at: datetime | None = None) -> list[Fault]:
    """Every fault of every invariant, in their order; an empty list is the proof."""
    at = at or now()
    return list(chain.from_iterable(faults(at) for faults in invariants))


def on_hand_is_the_sum_of_movements(at: datetime) -> Iterator[Fault]:
    moved = _sum(Movement.objects.filter(location=OuterRef("location"), lot=OuterRef("lot")), by="lot")
    for balance in Balance.objects.annotate(moved=moved).exclude(on_hand=F("moved") + F("short")):
        yield Fault("on hand", f"balance {balance.pk}", balance.moved, balance.on_hand - balance.short)
    shelf = Balance.objects.filter(location=OuterRef("location"), lot=OuterRef("lot"))
    for movement in Movement.objects.filter(~Exists(shelf)):
        yield Fault("on hand", f"movement {movement.pk}", "a balance", None)


def reserved_is_the_sum_of_reservations(at: datetime) -> Iterator[Fault]:
    held = _sum(Reservation.objects.holding().filter(balance=OuterRef("pk")), by="balance")
    for balance in Balance.objects.annotate(held=held).exclude(reserved=F("held")):
        yield Fault("reserved", f"balance {balance.pk}", balance.held, balance.reserved)


def projection_is_what_the_web_may_sell(at: datetime) -> Iterator[Fault]:
    records = apps.get_model("partner", "StockRecord").objects.annotate(
        units=projection.sellable_units(localdate(at)), shown=Coalesce("num_in_stock", 0) - Coalesce("num_allocated", 0)
    )
    for record in records.exclude(shown=F("units")):
        yield Fault("projection", f"stock record {record.pk}", record.units, record.shown)


def transfers_add_up(at: datetime) -> Iterator[Fault]:
    lines = TransferLine.objects.annotate(
        went=_moved(transfers.OUT_KEY, OuterRef("lot"), OuterRef("transfer__origin")),
        came=_moved(transfers.IN_KEY, OuterRef("lot"), OuterRef("transfer__destination")),
        arrived=Coalesce("received", 0),
    )
    for line in lines.exclude(went=-F("sent")):
        yield Fault("transfer", f"transfer line {line.pk} sent", line.sent, -line.went)
    for line in lines.exclude(came=F("arrived")):
        yield Fault("transfer", f"transfer line {line.pk} received", line.arrived, line.came)
    is_open = Q(transfer__state=Transfer.State.DISPATCHED)
    for line in lines.filter((is_open & ~Q(received=None)) | (~is_open & Q(received=None))):
        yield Fault("transfer", f"transfer line {line.pk} state", line.transfer.state, line.received)
    known = TransferLine.objects.annotate(out_key=_key(transfers.OUT_KEY), in_key=_key(transfers.IN_KEY)).filter(
        Q(out_key=OuterRef("source_key")) | Q(in_key=OuterRef("source_key"))
    )
    carried = Movement.objects.filter(kind__in=(Movement.Kind.TRANSFER_OUT, Movement.Kind.TRANSFER_IN))
    for movement in carried.filter(~Exists(known)):
        yield Fault("transfer", f"movement {movement.pk}", "a transfer line", None)


def what_was_sent_left_the_ledger(at: datetime) -> Iterator[Fault]:
    """Each spent reservation has its sale, and each sale of one its reservation."""
    sold = _moved(reservations.SALE_KEY, OuterRef("balance__lot"), OuterRef("balance__location"))
    spent = Case(When(state=Reservation.State.SPENT, then=F("quantity")), default=Value(0))
    gone = Reservation.objects.annotate(sold=sold, units=spent)
    for reservation in gone.exclude(sold=-F("units")):
        yield Fault("issued", f"reservation {reservation.pk}", reservation.units, -reservation.sold)


def lines_are_sent_and_held_as_their_parcels_say(at: datetime) -> Iterator[Fault]:
    """issued = dispatched, and held = to be sent, line by line."""
    spent = Reservation.objects.filter(state=Reservation.State.SPENT, line=OuterRef("pk"))
    held = Reservation.objects.holding().filter(line=OuterRef("pk"))
    parcel_lines = apps.get_model("order", "ParcelLine").objects.filter(line=OuterRef("pk"))
    lines = apps.get_model("order", "Line").objects.annotate(
        issued=_sum(spent, by="line"),
        dispatched=_sum(parcel_lines.filter(parcel__state__in=GONE), by="line"),
        held=_sum(held, by="line"),
        planned=_sum(parcel_lines.filter(parcel__state__in=TO_BE_SENT), by="line"),
    )
    for line in lines.exclude(issued=F("dispatched")):
        yield Fault("dispatched", f"order line {line.pk}", line.dispatched, line.issued)
    for line in lines.exclude(order__status="cancelled").exclude(held=F("planned")):
        yield Fault("held", f"order line {line.pk}", line.planned, line.held)
    for line in lines.filter(issued__gt=F("quantity") - F("held")):
        yield Fault("ordered", f"order line {line.pk}", line.quantity, line.issued + line.held)


def a_cancelled_order_holds_nothing(at: datetime) -> Iterator[Fault]:
    for reservation in Reservation.objects.holding().filter(line__order__status="cancelled"):
        yield Fault("cancelled", f"reservation {reservation.pk}", 0, reservation.quantity)


def nothing_is_held_past_its_time(at: datetime) -> Iterator[Fault]:
    late = Reservation.objects.filter(state=Reservation.State.ACTIVE, expires_at__lt=at - EXPIRY_GRACE)
    for reservation in late:
        yield Fault("expired", f"reservation {reservation.pk}", 0, reservation.quantity)


# Rooms above that keep books of the same goods add theirs.
invariants: list[Callable[[datetime], Iterator[Fault]]] = [
    on_hand_is_the_sum_of_movements,
    reserved_is_the_sum_of_reservations,
    projection_is_what_the_web_may_sell,
    transfers_add_up,
    what_was_sent_left_the_ledger,
    lines_are_sent_and_held_as_their_parcels_say,
    a_cancelled_order_holds_nothing,
    nothing_is_held_past_its_time,
]


def _sum(rows: QuerySet, *, by: str) -> Coalesce:
    units = rows.order_by().values(by).annotate(units=Sum("quantity")).values("units")
    return Coalesce(Subquery(units, output_field=IntegerField()), Value(0))


def _key(prefix: str) -> Concat:
    return Concat(Value(prefix), Cast("pk", CharField()))


def _moved(prefix: str, lot: OuterRef, location: OuterRef) -> Coalesce:
    """Units that the movement with this key (prefix and the row's pk) moved on that shelf."""
    movement = Movement.objects.filter(
        source_key=Concat(Value(prefix), Cast(OuterRef("pk"), CharField())), lot=lot, location=location
    )
    return Coalesce(Subquery(movement.order_by().values("quantity")[:1], output_field=IntegerField()), Value(0))
