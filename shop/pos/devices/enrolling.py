"""How a device comes to a location and goes: invited, enrolled, revoked."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import choice

from django.contrib.auth.models import User
from django.db import transaction
from django.urls import reverse
from django.utils.crypto import salted_hmac

from shop.locations.models import Location
from shop.pos.devices import tokens
from shop.pos.devices.exceptions import DeviceIsElsewhere, DeviceIsRevoked, WrongCode
from shop.pos.devices.models import NO_HASH, Device, EnrolmentCode
from shop.web.tries import Limit

MINUTES = 10
# Ten letters of Crockford's alphabet are 50 bits: too many to try in ten minutes, few enough to type by hand.
ALPHABET, LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ", 10
MISREAD = str.maketrans("OIL", "011", "- ")
ENROLLING_FROM = Limit("enrolling-from", 20)


@dataclass(frozen=True)
class Invitation:
    """`code` is told once, e.g. "K7QP2-9XWTM". `path`: what the QR opens, behind the site's own address."""

    code: str
    expires_at: datetime

    @property
    def path(self) -> str:
        return f"{reverse('counter:shell')}#code={self.code}"


@dataclass(frozen=True)
class Enrolled:
    device: Device
    token: str


@transaction.atomic
def invite(*, location: Location, by: User, at: datetime, device: Device | None = None) -> Invitation:
    """A code that enrols once within ten minutes: a new device, or anew one that is known and has lost its store.

    Raises DeviceIsRevoked, DeviceIsElsewhere.
    """
    if device and device.revoked_at:
        raise DeviceIsRevoked
    if device and device.location_id != location.pk:
        raise DeviceIsElsewhere
    EnrolmentCode.objects.filter(expires_at__lte=at).delete()
    code = "".join(choice(ALPHABET) for _letter in range(LETTERS))
    invitation = EnrolmentCode.objects.create(
        code_hash=_hash_of(code),
        location=location,
        device=device,
        made_by=by,
        made_at=at,
        expires_at=at + timedelta(minutes=MINUTES),
    )
    return Invitation(f"{code[:5]}-{code[5:]}", invitation.expires_at)


def enrol(*, code: str, name: str, caller: str, at: datetime) -> Enrolled:
    """The code is used up. Raises WrongCode, or NotNow where it was tried too often or tries cannot be counted."""
    ENROLLING_FROM.count(caller)
    return _enrol(code, name.strip(), at)


@transaction.atomic
def revoke(*, device: Device, at: datetime) -> Device:
    """Never let in again, but to hand over what it still holds. Twice is once."""
    Device.objects.in_use().filter(pk=device.pk).update(revoked_at=at, next_token_hash=None)
    EnrolmentCode.objects.filter(device=device).delete()
    device.refresh_from_db()
    return device


@transaction.atomic
def _enrol(code: str, name: str, at: datetime) -> Enrolled:
    open_codes = EnrolmentCode.objects.filter(code_hash=_hash_of(code), expires_at__gt=at)
    invitation = open_codes.select_related("location").first()
    if invitation is None or not open_codes.filter(pk=invitation.pk).delete()[0]:
        raise WrongCode
    token = tokens.new_token()
    facts = {
        "name": name,
        "token_hash": tokens.hash_of(token),
        "enrolled_at": at,
        "enrolled_by_id": invitation.made_by_id,
    }
    if invitation.device_id is None:
        return Enrolled(Device.objects.create(location=invitation.location, **facts), token)
    return Enrolled(_begin_again(invitation.device_id, facts), token)


def _begin_again(pk, facts: dict) -> Device:
    """The next epoch: a chain of its own from the first number on."""
    device = Device.objects.select_for_update(of=("self",), no_key=True).select_related("location").get(pk=pk)
    if device.revoked_at:
        raise WrongCode
    facts |= {"epoch": device.epoch + 1, "last_seq": 0, "last_hash": NO_HASH, "next_token_hash": None}
    for name, fact in (facts | {"unsent": 0, "unsent_since": None}).items():
        setattr(device, name, fact)
    device.save()
    return device


def _hash_of(code: str) -> str:
    """Keyed with our secret, so that the table alone tells nothing."""
    letters = code.upper().translate(MISREAD)
    return salted_hmac("shop.pos.devices.code", letters, algorithm="sha256").hexdigest()
