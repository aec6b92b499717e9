"""What a counter sold though it should not have: an old telephone knows an old certificate,
and has not heard that a lot is held. Booked, and told."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from django.utils.timezone import localdate

from catalogue.certification.models import Certificate
from catalogue.models import Product
from catalogue.publishing import holds, is_certificate_needed
from catalogue.traceability.models import Hold, Lot
from shop.pos.discrepancies import Discrepancy, report
from shop.pos.handlers.deed import Deed

Kind = Discrepancy.Kind


def look_over(deeds: Sequence[Deed]) -> None:
    days: dict[date, list[Deed]] = defaultdict(list)
    for deed in deeds:
        days[localdate(deed.at)].append(deed)
    holds = _holds(line.lot for deed in deeds for line in deed.lines)
    for day, sold in days.items():
        bare = _without_certificate({line.product_id for deed in sold for line in deed.lines}, day)
        for deed in sold:
            for line in deed.lines:
                lot = line.lot
                if line.product_id in bare:
                    _tell(Kind.UNCERTIFIED, deed, lot, line.quantity, day)
                if lot.expires_on and lot.expires_on < day:
                    _tell(Kind.EXPIRED, deed, lot, line.quantity, day)
                if hold := next((hold for hold in holds[lot.pk] if hold.stands_at(deed.at)), None):
                    _tell(Kind.HELD, deed, lot, line.quantity, day, why=hold.why)


def _holds(lots: Iterable[Lot]) -> dict[int, list[Hold]]:
    found: dict[int, list[Hold]] = defaultdict(list)
    for hold in Hold.objects.filter(lot__in=set(lots)):
        found[hold.lot_id].append(hold)
    return found


def _without_certificate(product_ids: set[int], day: date) -> set[int]:
    if not is_certificate_needed():
        return set()
    certified = Product.objects.filter(holds(Certificate.objects.valid_on(day)), pk__in=product_ids)
    return product_ids - set(certified.values_list("pk", flat=True))


def _tell(kind: Kind, deed: Deed, lot: Lot, units: int, day: date, **more: str) -> None:
    report(
        kind=kind,
        subject=f"lot:{lot.pk}:location:{deed.location.pk}",
        location=deed.location,
        device=deed.event.device,
        lot=lot,
        facts={"event": str(deed.event.event_id), "units": units, "day": day.isoformat(), **more},
        at=deed.event.received_at,
    )
