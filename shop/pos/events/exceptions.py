"""What taking in events refuses, by name."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from shop.pos.devices.exceptions import DeviceRefused
from shop.pos.events.event import Code


class SetAside(Exception):
    """An event that cannot be booked as it is: it goes into quarantine, and the queue goes on."""

    def __init__(self, code: Code, detail: str = "", *, waits_for: UUID | None = None):
        super().__init__(f"{code}: {detail}")
        self.code = code
        self.detail = detail
        self.waits_for = waits_for


class Gap(Exception):
    """Events are missing before the next one of these; those before the gap were taken in."""

    def __init__(self, *, expected_seq: int, last_seq: int, results: Sequence[Any]):
        super().__init__(f"Event {expected_seq} comes next")
        self.expected_seq = expected_seq
        self.last_seq = last_seq
        self.results = results


class NotItsOwn(Exception):
    """A device sent events in another's name."""


class NotAnExport(DeviceRefused):
    sentence = _("This is not a whole file of a counter's unsent events. Nothing was changed; take the file again.")


class WrongPassphrase(DeviceRefused):
    sentence = _("The passphrase does not open this file, or the file was changed on its way. Nothing was changed.")


class ExportOfAnother(DeviceRefused):
    sentence = _("This file is from a counter that is not yours. Nothing was changed.")
