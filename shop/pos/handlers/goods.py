"""Goods that an event names, and what a person must know after they went."""

from collections.abc import Iterable, Sequence

from django.conf import settings
from django.db.models import F, Q
from django.utils.translation import gettext, gettext_noop, override

from catalogue.traceability.models import Lot
from shop.pos.discrepancies import Discrepancy, report
from shop.pos.events.exceptions import Code, SetAside
from shop.pos.handlers.deed import Deed
from shop.stock.allocation import nearest_with_units
from shop.stock.models import Balance

Kind = Discrepancy.Kind
SEEN_AT_THE_COUNTER = gettext_noop("Seen at the counter")


def lots_of(pks: Iterable[int]) -> dict[int, Lot]:
    """Raises SetAside where one is not known."""
    wanted = set(pks)
    lots = Lot.objects.in_bulk(wanted)
    if missing := wanted - lots.keys():
        raise SetAside(Code.UNKNOWN_GOODS, f"lot {min(missing)}")
    return lots


def why(said: str) -> str:
    """The reason for the ledger, which wants one: as said at the counter, else ours in the shop's language."""
    if said.strip():
        return said[:300]
    with override(settings.LANGUAGE_CODE):
        return gettext(SEEN_AT_THE_COUNTER)


def look_over(deeds: Sequence[Deed], lots: Iterable[Lot]) -> None:
    """After goods went: ask a person where a shelf is short, or holds less than orders were promised."""
    if not deeds:
        return
    shelves = Balance.objects.filter(location=deeds[0].location, lot__in=list(lots))
    for shelf in shelves.filter(Q(short__gt=0) | Q(on_hand__lt=F("reserved"))).select_related("lot"):
        if shelf.short:
            _ask(deeds[-1], shelf, Kind.SHORT, {"units": shelf.short})
        if shelf.on_hand < shelf.reserved:
            found = nearest_with_units(product_id=shelf.lot.product_id, location=shelf.location, at=deeds[-1].at)
            proposes = found and {"location": found.location.pk, "name": found.location.name, "units": found.units}
            facts = {"on_hand": shelf.on_hand, "promised": shelf.reserved, "proposes": proposes}
            _ask(deeds[-1], shelf, Kind.PROMISED, facts)


def _ask(deed: Deed, shelf: Balance, kind: Kind, facts: dict) -> None:
    report(
        kind=kind,
        subject=f"balance:{shelf.pk}",
        location=deed.location,
        device=deed.event.device,
        lot=shelf.lot,
        facts={"event": str(deed.event.event_id), **facts},
        at=deed.event.received_at,
    )
