"""Refusals of this room. Each is a sentence for the person at the counter or at the desk."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class DeviceRefused(Exception):
    """Nothing was changed."""

    sentence: str | Promise = ""

    def __str__(self) -> str:
        return str(self.sentence)


class WrongCode(DeviceRefused):
    sentence = _("This code is not good, or no longer. Nothing was changed; ask your manager for a new one.")


class DeviceIsRevoked(DeviceRefused):
    sentence = _("This counter was revoked. Enrol it as a new one.")


class DeviceIsElsewhere(DeviceRefused):
    sentence = _("This counter belongs to another location. Enrol it there as a new one.")


class WeakPin(DeviceRefused):
    sentence = _("This PIN is too easy to guess. Choose six other digits.")


class NotAPin(DeviceRefused):
    sentence = _("A PIN has six digits.")
