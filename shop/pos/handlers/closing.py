"""A shift is closed: what the counter says of it beside what arrived. It is closed in any case; a person is asked."""

from collections.abc import Mapping
from datetime import datetime

from django.db.models import Count, Sum

from shop.pos.discrepancies import Discrepancy, report, settle_by_itself
from shop.pos.events.event import Code, Event
from shop.pos.events.exceptions import SetAside
from shop.pos.handlers.deed import Deed
from shop.pos.sales import Tender
from shop.pos.shifts import CashMove, Shift

Figures = dict[str, int]


def close_shift(deed: Deed) -> None:
    shift, said = deed.shift, deed.body
    if shift.is_closed:
        raise SetAside(Code.ALREADY_DONE, "the shift was closed before")
    shift.closing, shift.closed_by, shift.closed_at = deed.event, deed.staff, deed.at
    shift.counted_cash, shift.note = said.counted, said.note[:300]
    shift.told = said.model_dump(exclude={"note"})
    shift.save()
    reckon(shift, at=deed.event.received_at)


def reckon(shift: Shift, *, at: datetime) -> None:
    """Compare anew: when it closes, and whenever something is booked into it later."""
    told, arrived = _as_told(shift), _as_arrived(shift)
    shift.differences = {
        name: {"told": told.get(name, 0), "arrived": arrived.get(name, 0)}
        for name in sorted(told | arrived)
        if told.get(name, 0) != arrived.get(name, 0)
    }
    shift.save(update_fields=["differences"])
    _ask_where(bool(shift.differences), shift, Discrepancy.Kind.BOOKS, shift.differences, at)
    expected = arrived["expected"]
    facts = {"expected": expected, "counted": shift.counted_cash}
    _ask_where(shift.counted_cash != expected, shift, Discrepancy.Kind.DRAWER, facts, at)


def _ask_where(differs: bool, shift: Shift, kind: str, facts: Mapping, at: datetime) -> None:
    subject = f"shift:{shift.pk}"
    if not differs:
        settle_by_itself(kind=kind, subject=subject, at=at)
        return
    report(kind=kind, subject=subject, location=shift.location, device=shift.device, shift=shift, facts=facts, at=at)


def _as_told(shift: Shift) -> Figures:
    told = shift.told
    figures = {name: told[name] for name in ("first_seq", "last_seq", "float", "cash_in", "cash_out", "expected")}
    figures |= {f"sales.{kind}": amount for kind, amount in told["tenders"].items()}
    figures |= {f"refunds.{kind}": amount for kind, amount in told["refunds"].items()}
    return figures | {f"events.{name}": n for name, n in told["counts"].items()}


def _as_arrived(shift: Shift) -> Figures:
    moved = dict(CashMove.objects.filter(shift=shift).order_by().values_list("direction").annotate(units=Sum("amount")))
    sold, refunded = _by_kind(sale__shift=shift), _by_kind(refund__shift=shift)
    cash_in, cash_out = moved.get(CashMove.Direction.IN, 0), moved.get(CashMove.Direction.OUT, 0)
    return {
        "first_seq": shift.opening.seq,
        "last_seq": _last_seq(shift),
        "float": shift.opening_cash,
        "cash_in": cash_in,
        "cash_out": cash_out,
        "expected": shift.opening_cash + sold.get("cash", 0) - refunded.get("cash", 0) + cash_in - cash_out,
        **{f"sales.{kind}": amount for kind, amount in sold.items()},
        **{f"refunds.{kind}": amount for kind, amount in refunded.items()},
        **{f"events.{name}": n for name, n in _booked_events(shift).items()},
    }


def _by_kind(**of) -> Figures:
    return dict(Tender.objects.filter(**of).order_by().values_list("kind").annotate(units=Sum("amount")))


def _booked_events(shift: Shift) -> Figures:
    """How many of each type, from the shift's first number to its last, are in the books."""
    booked = Event.objects.filter(
        device=shift.device_id,
        epoch=shift.opening.epoch,
        seq__range=(shift.opening.seq, _last_seq(shift)),
        state=Event.State.APPLIED,
        is_fork=False,
    )
    return dict(booked.order_by().values_list("type").annotate(n=Count("pk")))


def _last_seq(shift: Shift) -> int:
    """The last number of a closed shift: the one before its closing."""
    return Event.objects.values_list("seq", flat=True).get(closed_shift=shift) - 1
