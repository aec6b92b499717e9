"""Goods that an event names, and what a person must know after they went."""

from collections.abc import Iterable, Sequence

from django.conf import settings
from django.db.models import F, Q
from django.utils.translation import gettext, gettext_noop, override

from catalogue.traceability.models import Lot
from shop.pos.discrepancies import Discrepancy, report
from shop.pos.events.bodies import LotNamed, NewLot
from shop.pos.events.exceptions import Code, SetAside
from shop.pos.handlers.deed import Deed
from shop.pos.promises import proposed
from shop.stock.models import Balance

Kind = Discrepancy.Kind
SEEN_AT_THE_COUNTER = gettext_noop("Seen at the counter")


Lots = dict[LotNamed, Lot]


def known_lots(named: Iterable[LotNamed]) -> Lots:
    """Those that are known, with their products, by what an event calls them."""
    wanted = set(named)
    new = {name for name in wanted if isinstance(name, NewLot)}
    lots = Lot.objects.select_related("product__parent")
    found: Lots = dict(lots.in_bulk(wanted - new))
    if new:
        coded = lots.filter(product__in={name.product for name in new}, code__in={name.code for name in new})
        by_code = {(lot.product_id, lot.code): lot for lot in coded}
        found |= {name: by_code[name.product, name.code] for name in new if (name.product, name.code) in by_code}
    return found


def lots_of(named: Iterable[LotNamed]) -> Lots:
    """Raises SetAside where one is not known."""
    wanted = set(named)
    lots = known_lots(wanted)
    for missing in wanted - lots.keys():
        raise SetAside(Code.UNKNOWN_GOODS, f"lot {missing}")
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
            facts = {"on_hand": shelf.on_hand, "promised": shelf.reserved, "proposes": proposed(shelf, deeds[-1].at)}
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
