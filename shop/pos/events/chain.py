"""Where an event stands in its device's chain: next, known, forked, or beyond a gap."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q

from shop.pos.devices.models import Device
from shop.pos.discrepancies import Discrepancy, report
from shop.pos.events.bodies import Understood, understand
from shop.pos.events.canonical import canonical, hash_of
from shop.pos.events.envelope import Heard
from shop.pos.events.event import Code, Event
from shop.pos.events.exceptions import SetAside
from shop.pos.handlers.deed import Deed

log = logging.getLogger(__name__)
CLOCK_TOLERANCE = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Standing:
    """`deed`: what is to be booked; none where it is known already or set aside."""

    event: Event
    is_new: bool
    deed: Deed | None = None


class Chain:
    """A device's chain, while its row is locked. `place` moves the head on in memory, `save` in the database."""

    def __init__(self, device: Device, run: Sequence[Heard], at: datetime):
        self.device, self.at = device, at
        kept = Event.objects.select_related("closed_shift").filter(
            Q(event_id__in=[heard.event_id for heard in run])
            | Q(device=device, epoch__in={heard.epoch for heard in run}, seq__in=[heard.seq for heard in run])
        )
        self.known = {_link(event): event for event in kept}
        self.taken = {_place(event) for event in kept} | {event.event_id for event in kept}
        self.last_happened_at = self._head_happened_at()

    def place(self, heard: Heard) -> Standing | None:
        """None: an event is missing before this one."""
        if known := self._known(heard):
            return Standing(known, is_new=False)
        is_current = heard.epoch == self.device.epoch
        is_next = is_current and heard.seq == self.device.last_seq + 1
        if is_current and heard.seq > self.device.last_seq + 1:
            return None
        event, understood = self._read(heard, is_next=is_next)
        try:
            self._judge(heard, event, is_next=is_next)
        except SetAside as verdict:
            event.set_aside(verdict.code, verdict.detail)
        if understood and not event.code and understood.envelope.location != self.device.location_id:
            event.set_aside(Code.WRONG_LOCATION, f"location {understood.envelope.location}")
        if is_next:
            self.device.last_seq, self.device.last_hash = heard.seq, heard.hash
        self.known[_link(event)] = event
        self.taken |= {_place(event), event.event_id}
        deed = Deed(event, understood, self.device.location) if understood and not event.code else None
        return Standing(event, is_new=True, deed=deed)

    def save(self) -> None:
        self.device.save(update_fields=["last_seq", "last_hash"])

    def _known(self, heard: Heard) -> Event | None:
        return self.known.get((self.device.pk, heard.epoch, heard.seq, heard.hash))

    def _read(self, heard: Heard, *, is_next: bool) -> tuple[Event, Understood | None]:
        event = Event(
            event_id=heard.event_id,
            device=self.device,
            epoch=heard.epoch,
            seq=heard.seq,
            type=heard.type,
            hash=heard.hash,
            said=canonical(heard.said).decode(),
            happened_at=self.at,
            received_at=self.at,
            is_fork=self._is_taken(heard),
        )
        try:
            understood = understand(heard.said)
        except SetAside as verdict:
            event.set_aside(verdict.code, verdict.detail)
            return event, None
        told = understood.envelope.occurred_at + timedelta(milliseconds=understood.envelope.clock_offset)
        earliest = self.last_happened_at if is_next else told
        event.happened_at = min(max(told, earliest), self.at)
        event.is_clock_off = (
            abs(told - event.happened_at) > CLOCK_TOLERANCE
            or abs(understood.envelope.clock_offset) > CLOCK_TOLERANCE.total_seconds() * 1000
        )
        if is_next:
            self.last_happened_at = event.happened_at
        return event, understood

    def _judge(self, heard: Heard, event: Event, *, is_next: bool) -> None:
        """Raises SetAside where it does not come from whom, or after what, it should."""
        if event.is_fork:
            self._raise_alarm(event)
            raise SetAside(Code.FORKED, f"number {heard.seq} or its id was taken by another event")
        if self.device.revoked_at:
            raise SetAside(Code.DEVICE_REVOKED)
        if heard.epoch != self.device.epoch:
            raise SetAside(Code.OLD_EPOCH, f"epoch {heard.epoch}; the counter is in {self.device.epoch}")
        if is_next and heard.prev_hash != self.device.last_hash:
            raise SetAside(Code.CHAIN_BROKEN, "prev_hash is not the hash of the event before")
        if hash_of(heard.said) != heard.hash:
            raise SetAside(Code.CHAIN_BROKEN, "hash is not its own")

    def _is_taken(self, heard: Heard) -> bool:
        """Whether another event stands in its place, or bears its id."""
        return not self.taken.isdisjoint({(self.device.pk, heard.epoch, heard.seq), heard.event_id})

    def _raise_alarm(self, event: Event) -> None:
        log.error("Device %s is forked: another event %d in epoch %d", self.device.pk, event.seq, event.epoch)
        report(
            kind=Discrepancy.Kind.FORKED,
            subject=f"device:{self.device.pk}",
            location=self.device.location,
            device=self.device,
            facts={"event": str(event.event_id), "epoch": event.epoch, "seq": event.seq},
            at=self.at,
        )

    def _head_happened_at(self) -> datetime:
        """When the device's newest event happened: its clock may go back, its life does not."""
        newest = Event.objects.filter(device=self.device, epoch=self.device.epoch, is_fork=False).order_by("-seq")
        return newest.values_list("happened_at", flat=True).first() or self.device.enrolled_at


def _place(event: Event) -> tuple[UUID, int, int]:
    return event.device_id, event.epoch, event.seq


def _link(event: Event) -> tuple[UUID, int, int, str]:
    return *_place(event), event.hash
