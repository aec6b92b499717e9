"""From understood events to the books: who and when is looked up for all at once, then each is booked by its type."""

from collections.abc import Callable, Sequence
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db import transaction

from shop.pos import following
from shop.pos.events.event import Code, Type
from shop.pos.events.exceptions import SetAside
from shop.pos.handlers import cash, closing, counts, damage, forbidden, goods, receipts, refunds, sales, transfers
from shop.pos.handlers.deed import Deed
from shop.pos.shifts import Shift
from shop.stock import ledger

ONE_BY_ONE: dict[Type, Callable[[Deed], None]] = {
    Type.SHIFT_OPENED: cash.open_shift,
    Type.RECEIPT: receipts.receive,
    Type.TRANSFER_DISPATCHED: transfers.dispatch,
    Type.TRANSFER_RECEIVED: transfers.receive,
    Type.COUNT: counts.count,
    Type.DAMAGE: damage.write_off,
    Type.SHIFT_CLOSED: closing.close_shift,
}
# Goods come and go outside of shifts too; where money changes hands, somebody's shift it is.
WITHIN_A_SHIFT = {Type.SALE, Type.REFUND, Type.CASH_IN, Type.CASH_OUT, Type.SHIFT_CLOSED}


def book(deeds: Sequence[Deed]) -> list[Shift]:
    """Book them in one transaction; those that cannot be are set aside on their event, unsaved.

    Returns closed shifts that something was booked into: to be reckoned anew once the events are saved.
    """
    known = _introduce(deeds)
    late = [deed for deed in known if deed.is_correction]
    _trade([deed for deed in known if deed.type in (Type.SALE, Type.REFUND)])
    cash.move([deed for deed in known if deed.type in (Type.CASH_IN, Type.CASH_OUT)])
    for deed in known:
        if deed.type in ONE_BY_ONE:
            _book_one(deed)
    return list({deed.shift.pk: deed.shift for deed in late if deed.shift and not deed.event.code}.values())


def _trade(deeds: Sequence[Deed]) -> None:
    """Sales, then refunds, which may cite them; one posting of all goods, so that shelves are locked in order."""
    if not deeds:
        return
    sold = sales.sell([deed for deed in deeds if deed.type == Type.SALE])
    given_back = refunds.give_back([deed for deed in deeds if deed.type == Type.REFUND])
    ledger.post([*sales.taken(sold), *refunds.returned(given_back)])
    if sold:
        goods.look_over(sold, {line.lot for deed in sold for line in deed.lines})
        forbidden.look_over(sold)
        for after_sales in following.after_sales:
            after_sales([line for deed in sold for line in deed.lines])
    if given_back:
        for after_refunds in following.after_refunds:
            after_refunds([line for deed in given_back for line in deed.lines])


def _book_one(deed: Deed) -> None:
    try:
        with transaction.atomic():
            ONE_BY_ONE[deed.type](deed)
    except SetAside as verdict:
        deed.event.set_aside(verdict.code, verdict.detail, verdict.waits_for)


def _introduce(deeds: Sequence[Deed]) -> list[Deed]:
    """Those whose staff and shift are known."""
    people = get_user_model().objects.in_bulk({deed.understood.envelope.staff for deed in deeds})
    shifts: dict[UUID | None, Shift] = {
        shift.opening.event_id: shift
        for shift in Shift.objects.filter(
            opening__event_id__in={deed.understood.envelope.shift for deed in deeds}
        ).select_related("opening")
    }
    known = []
    for deed in deeds:
        said = deed.understood.envelope
        deed.staff, deed.shift = people.get(said.staff), shifts.get(said.shift)
        if deed.shift and deed.shift.device_id != deed.event.device_id:
            deed.shift = None
        if deed.staff is None:
            deed.event.set_aside(Code.UNKNOWN_STAFF, f"staff {said.staff}")
        elif deed.shift is None and deed.type in WITHIN_A_SHIFT:
            deed.event.set_aside(Code.UNKNOWN_SHIFT, f"shift {said.shift}", waits_for=said.shift)
        else:
            known.append(deed)
    return known
