"""What a device shows to be let in: 256 random bits, of which the server keeps only SHA-256.

Rows are found by that hash, so how long it takes tells nothing of a token.
"""

from hashlib import sha256
from secrets import token_urlsafe

from django.db import transaction
from django.db.models import Q

from shop.pos.devices.exceptions import DeviceIsRevoked
from shop.pos.devices.models import Device

BYTES = 32


def new_token() -> str:
    return token_urlsafe(BYTES)


def hash_of(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def device_of(token: str) -> Device | None:
    """Whose token it is, revoked or not. The first use of a new token ends the old one."""
    known = hash_of(token)
    holds = Q(token_hash=known) | Q(next_token_hash=known)
    device = Device.objects.select_related("location__ward__province").filter(holds).first()
    if device and device.next_token_hash == known:
        Device.objects.filter(pk=device.pk, next_token_hash=known).update(token_hash=known, next_token_hash=None)
        device.token_hash, device.next_token_hash = known, None
    return device


@transaction.atomic
def roll(*, device: Device) -> str:
    """A new token. The old one is good until the new one is used: an answer may be lost. Raises DeviceIsRevoked."""
    token = new_token()
    if not Device.objects.in_use().filter(pk=device.pk).update(next_token_hash=hash_of(token)):
        raise DeviceIsRevoked
    return token
