"""What units of a line and what parcels are worth. Whole dong; parts add up to the line exactly."""

from collections import defaultdict
from collections.abc import Iterable

from shop.order.models import Line
from shop.order.parcels import Parcel


def price_of_units(line: Line, units: int, *, before: int = 0) -> int:
    """The price of `units` of a line after `before` of them: shares rounded down, the last unit takes the rest."""
    price, quantity = int(line.line_price_incl_tax), line.quantity
    return price * (before + units) // quantity - price * before // quantity


def dues(parcels: Iterable[Parcel]) -> dict[int, int]:
    """{parcel id: dong} that each parcel of an order is worth with its fee: what is collected when paid in cash.

    Wants all parcels of the order with `lines__line`. One that was cancelled or came back is worth nothing.
    """
    due: dict[int, int] = {}
    counted: dict[int, int] = defaultdict(int)
    for parcel in sorted(parcels, key=lambda parcel: parcel.number):
        if parcel.state in (Parcel.State.CANCELLED, Parcel.State.RETURNED):
            due[parcel.pk] = 0
            continue
        due[parcel.pk] = parcel.fee
        for content in parcel.lines.all():
            due[parcel.pk] += price_of_units(content.line, content.quantity, before=counted[content.line_id])
            counted[content.line_id] += content.quantity
    return due
