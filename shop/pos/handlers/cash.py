"""Cash in the drawer, beside sales and refunds."""

from collections.abc import Sequence

from shop.pos.events.event import Type
from shop.pos.handlers.deed import Deed
from shop.pos.shifts import CashMove, Shift

Direction = CashMove.Direction


def open_shift(deed: Deed) -> None:
    Shift.objects.create(
        device_id=deed.event.device_id,
        location=deed.location,
        opening=deed.event,
        opened_by=deed.staff,
        opened_at=deed.at,
        opening_cash=deed.body.float,
    )


def move(deeds: Sequence[Deed]) -> None:
    CashMove.objects.bulk_create(
        CashMove(
            event=deed.event,
            shift=deed.shift,
            staff=deed.staff,
            direction=Direction.IN if deed.type == Type.CASH_IN else Direction.OUT,
            amount=deed.body.amount,
            happened_at=deed.at,
            reason=deed.body.reason[:300],
            is_correction=deed.is_correction,
        )
        for deed in deeds
    )
