"""Counters as they are after enrolling; the plain token is beside the row, as `device.token`."""

from hashlib import sha256
from itertools import count

from django.utils.timezone import now

from shop.pos.devices.models import Device

from .shop import a_location

number = count(1)


def a_device(location=None, **facts) -> Device:
    n = next(number)
    token = facts.pop("token", f"a-token-for-tests-{n}")
    device = Device.objects.create(
        location=location or a_location(),
        **{"name": f"Quầy {n}", "token_hash": sha256(token.encode()).hexdigest(), "enrolled_at": now()} | facts,
    )
    device.token = token
    return device
