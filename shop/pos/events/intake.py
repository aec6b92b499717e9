"""Taking in what a counter pushes: stored, judged, booked, and the device's number moved on, all or nothing.

A run is the unit: consecutive sales, with the refunds and the cash between them, few enough that nobody waits long for
their shelves, or one event of any other type. A run that fails for a reason of ours is taken in again event by event,
so that what is sound is kept.
"""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db import transaction

from shop.pos.devices.models import Device
from shop.pos.events import quarantine
from shop.pos.events.chain import Chain, Standing
from shop.pos.events.envelope import Heard
from shop.pos.events.event import Event, Type
from shop.pos.events.exceptions import Gap, NotItsOwn
from shop.pos.handlers.booking import book
from shop.pos.handlers.closing import reckon
from shop.retrying import retried

log = logging.getLogger(__name__)
# Where money changes hands. Of them a refund alone depends on another, the sale that it cites: sales are booked first.
TOGETHER = {Type.SALE, Type.REFUND, Type.CASH_IN, Type.CASH_OUT}
EVENTS_TOGETHER = 100


@dataclass(frozen=True, slots=True)
class Result:
    """`code`: why it lies in quarantine, also where it was sent before. `shift`: how a closing ended."""

    event_id: UUID
    status: str
    code: str = ""
    detail: str = ""
    shift: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    results: list[Result]
    last_seq: int


def push(*, device: Device, events: Sequence[Heard], at: datetime) -> Taken:
    """Take in events of one device, in order. Raises Gap after those before it, NotItsOwn before any."""
    if any(heard.device_id != device.pk for heard in events):
        raise NotItsOwn
    results: list[Result] = []
    for run in _runs(events):
        taken = _take_in_soundly(device, run, at)
        results += taken.results
        if len(taken.results) < len(run):
            raise Gap(expected_seq=taken.last_seq + 1, last_seq=taken.last_seq, results=results)
    quarantine.apply_what_waited(at=at)
    return Taken(results, taken.last_seq)


def _runs(events: Sequence[Heard]) -> Iterator[list[Heard]]:
    for are_together, alike in groupby(events, key=lambda heard: heard.type in TOGETHER):
        run = list(alike)
        size = EVENTS_TOGETHER if are_together else 1
        yield from (run[start : start + size] for start in range(0, len(run), size))


def _take_in_soundly(device: Device, run: Sequence[Heard], at: datetime) -> Taken:
    try:
        return _take_in(device, run, at)
    except Exception:
        if len(run) == 1:
            raise
        log.exception("%d events of device %s are taken in one by one", len(run), device.pk)
    results: list[Result] = []
    for heard in run:
        taken = _take_in(device, [heard], at)
        results += taken.results
        if not taken.results:
            break
    return Taken(results, taken.last_seq)


@retried
@transaction.atomic
def _take_in(device: Device, run: Sequence[Heard], at: datetime) -> Taken:
    """As many of the run as follow each other. The device's row is locked first: one push at a time."""
    device = Device.objects.select_for_update(no_key=True, of=("self",)).select_related("location").get(pk=device.pk)
    chain = Chain(device, run, at)
    standings: list[Standing] = []
    for heard in run:
        standing = chain.place(heard)
        if standing is None:
            break
        standings.append(standing)
    new = [standing.event for standing in standings if standing.is_new]
    Event.objects.bulk_create(new)
    deeds = [standing.deed for standing in standings if standing.deed]
    corrected = book(deeds)
    set_aside = [deed.event for deed in deeds if deed.event.code]
    Event.objects.bulk_update(set_aside, ["state", "code", "detail", "waits_for"])
    for shift in corrected:
        reckon(shift, at=at)
    chain.save()
    return Taken([_result(standing) for standing in standings], device.last_seq)


def _result(standing: Standing) -> Result:
    event = standing.event
    status = event.state if standing.is_new else "duplicate"
    is_closed = event.type == Type.SHIFT_CLOSED and event.state == Event.State.APPLIED
    shift = {"closed": True, "differences": event.closed_shift.differences} if is_closed else None
    return Result(event.event_id, status, event.code, event.detail, shift)
