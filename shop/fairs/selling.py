"""A booth gets its goods and opens."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction

from catalogue.traceability.models import Lot
from shop.fairs.exceptions import NothingHere, StillOnTheWay
from shop.fairs.models import Booth
from shop.fairs.moving import lock, move
from shop.locations.models import Location, OpeningHours
from shop.stock import terms, transfers
from shop.stock.models import Transfer

State = Booth.State


@transaction.atomic
def send(
    *, booth: Booth, origin: Location, quantities: Mapping[Lot, int], source_key: str, at: datetime, actor
) -> Transfer:
    """Goods leave for the booth, before it opens or while it sells; they are counted in where they arrive."""
    booth = lock(booth, State.ASSIGNED, State.STOCKED, State.OPEN)
    return transfers.dispatch(
        origin=origin,
        destination=booth.place,
        quantities=quantities,
        source_key=source_key,
        at=at,
        actor=actor,
    )


@transaction.atomic
def stocked(*, booth: Booth, at: datetime, actor) -> Booth:
    """All that was sent is counted in and lies there. Raises NothingHere, StillOnTheWay."""
    booth = lock(booth, State.ASSIGNED)
    _refuse_goods_on_the_way(booth)
    if not booth.place.balances.filter(on_hand__gt=0).exists():
        raise NothingHere
    return move(booth, State.STOCKED, at=at, actor=actor)


@transaction.atomic
def open_booth(*, booth: Booth, sells_online: bool, at: datetime, actor) -> Booth:
    """It sells from now on. Its goods are leased to it: the web sells from its shelf only where it says so."""
    booth = lock(booth, State.STOCKED)
    terms.change_location(location=booth.place, is_open=True, sells_online=sells_online)
    _tell_hours(booth)
    return move(booth, State.OPEN, at=at, actor=actor)


def _tell_hours(booth: Booth) -> None:
    """Those of the fair, on the weekdays that it has."""
    fair, place = booth.fair, booth.place
    lasts = (fair.ends_on - fair.starts_on).days + 1
    weekdays = {(fair.starts_on + timedelta(days=n)).weekday() for n in range(min(lasts, 7))}
    place.opening_hours.all().delete()
    place.opening_hours.bulk_create(
        OpeningHours(location=place, weekday=day, opens=fair.opens, closes=fair.closes) for day in sorted(weekdays)
    )


def _refuse_goods_on_the_way(booth: Booth) -> None:
    if booth.place.transfers_in.filter(state=Transfer.State.DISPATCHED).exists():
        raise StillOnTheWay
