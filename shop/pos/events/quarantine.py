"""What was set aside is booked after all: when what it waited for has come, or when a person says so."""

import json
import logging
from datetime import datetime

from django.db import transaction

from shop.locations.models import Location
from shop.pos.devices.models import Device
from shop.pos.events.bodies import understand
from shop.pos.events.event import Code, Event
from shop.pos.events.exceptions import SetAside
from shop.pos.handlers.booking import book
from shop.pos.handlers.closing import reckon
from shop.pos.handlers.deed import Deed
from shop.pos.shifts import Shift
from shop.retrying import retried

log = logging.getLogger(__name__)


@retried
@transaction.atomic
def reapply(*, event: Event, at: datetime, by=None) -> Event:
    """Book it as it was said, where it was said. Twice is once. Where it still cannot be, it stays, with the reason.

    Whom it came from and in what order is no obstacle any more: that was for whoever says so to judge.
    """
    Device.objects.select_for_update(no_key=True, of=("self",)).get(pk=event.device_id)
    event = Event.objects.select_related("device").get(pk=event.pk)
    if event.state == Event.State.APPLIED:
        return event
    event.state, event.code, event.detail, event.waits_for = Event.State.APPLIED, "", "", None
    corrected: list[Shift] = []
    try:
        corrected = book([_deed(event)])
    except SetAside as verdict:
        event.set_aside(verdict.code, verdict.detail)
    if not event.code:
        event.reapplied_at, event.reapplied_by = at, by
    event.save(update_fields=["state", "code", "detail", "waits_for", "reapplied_at", "reapplied_by"])
    for shift in corrected:
        reckon(shift, at=at)
    return event


def apply_what_waited(*, at: datetime) -> list[Event]:
    """Events of any device that wanted a sale or a shift which is booked by now, each in its own transaction."""
    tried: set[int] = set()
    applied = []
    while waiting := list(Event.objects.whose_wait_is_over().exclude(pk__in=tried).order_by("device", "epoch", "seq")):
        for event in waiting:
            tried.add(event.pk)
            try:
                applied.append(reapply(event=event, at=at))
            except Exception:
                # It stays in quarantine, and is tried with the next push: what was pushed now is in the books.
                log.exception("Event %s still cannot be booked", event.event_id)
    return applied


def _deed(event: Event) -> Deed:
    if event.is_fork and Event.objects.filter(event_id=event.event_id).exclude(pk=event.pk).exists():
        raise SetAside(Code.FORKED, "its id belongs to another event")
    understood = understand(json.loads(event.said))
    location = Location.objects.filter(pk=understood.envelope.location).first()
    if location is None:
        raise SetAside(Code.WRONG_LOCATION, f"location {understood.envelope.location}")
    return Deed(event, understood, location)
