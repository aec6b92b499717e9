"""Units promised to orders that may not leave because their lot is held, or cannot because a counter sold them:
promised of another lot of the same shelf. Where there is none a person is asked, who is told where else the goods are.

A parcel that is packed holds the units themselves, so that only a person can change them.
"""

from collections.abc import Iterable
from datetime import datetime
from functools import partial

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.timezone import now

from catalogue.traceability.models import Hold, Lot
from shop.order.parcels import Parcel, ParcelLine
from shop.pos.discrepancies import Discrepancy, DiscrepancyQuerySet, report, settle_by_itself
from shop.retrying import retried
from shop.stock import reservations
from shop.stock.allocation import nearest_with_units
from shop.stock.models import Balance, BalanceQuerySet, Reservation

Kind = Discrepancy.Kind


def keep_promises(*, at: datetime, lot: Lot | None = None) -> int:
    """Of one lot, or of all. Returns how many shelves of held lots a person must see to. Safe to repeat."""
    shelves = Balance.objects.filter(lot=lot) if lot else Balance.objects.all()
    held, short = shelves.promised_of_held_lots(), shelves.promised_beyond_the_shelf()
    for reservation in _movable(held | short):
        retried(reservations.move)(reservation=reservation, at=at)
    waiting = list(held.select_related("lot", "location__ward").order_by("pk"))
    for shelf in waiting:
        _ask(shelf, at)
    asked = Discrepancy.objects.filter(lot=lot) if lot else Discrepancy.objects.all()
    _settle(asked.filter(kind=Kind.HELD_PROMISE), waiting, at)
    _settle(asked.filter(kind=Kind.PROMISED), short.all(), at)
    return len(waiting)


def follow_hold(sender, instance: Hold, **kwargs) -> None:
    """After a hold is put on or released. The timetable comes again, should this fail."""
    deed = partial(keep_promises, at=now(), lot=instance.lot)
    transaction.on_commit(deed, robust=True)


def proposed(shelf: Balance, at: datetime) -> dict | None:
    """The nearest other location that could send what was promised from this shelf: location, name, units."""
    found = nearest_with_units(product_id=shelf.lot.product_id, location=shelf.location, at=at)
    return {"location": found.location.pk, "name": found.location.name, "units": found.units} if found else None


def _movable(shelves: BalanceQuerySet) -> list[Reservation]:
    packed = ParcelLine.objects.filter(
        line=OuterRef("line"), parcel__location=OuterRef("balance__location"), parcel__state=Parcel.State.PACKED
    )
    held = Reservation.objects.holding().filter(~Exists(packed), balance__in=shelves)
    return list(held.select_related("line").order_by("pk"))


def _ask(shelf: Balance, at: datetime) -> None:
    """Once for each hold: what a person settled in its time is not asked again."""
    hold = Hold.objects.standing().filter(lot=shelf.lot_id).first()
    subject = f"balance:{shelf.pk}"
    settled = Discrepancy.objects.filter(kind=Kind.HELD_PROMISE, subject=subject)
    if hold is None or settled.filter(resolved_at__gte=hold.held_at).exists():
        return
    report(
        kind=Kind.HELD_PROMISE,
        subject=subject,
        location=shelf.location,
        device=None,
        lot=shelf.lot,
        facts={"promised": shelf.reserved, "why": hold.why, "proposes": proposed(shelf, at)},
        at=at,
    )


def _settle(asked: DiscrepancyQuerySet, waiting: Iterable[Balance], at: datetime) -> None:
    still = {f"balance:{shelf.pk}" for shelf in waiting}
    for question in asked.open().exclude(subject__in=still):
        settle_by_itself(kind=question.kind, subject=question.subject, at=at)
