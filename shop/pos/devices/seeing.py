"""What a device tells of itself whenever it calls."""

from datetime import datetime, timedelta

from django.db.models import Q

from shop.pos.devices.models import Device

SELDOM = timedelta(minutes=1)


def note(
    *, device: Device, at: datetime, unsent: int = 0, unsent_since: datetime | None = None, app_version: str = ""
) -> None:
    """Keep it where it is news, or the last time is a minute ago: a counter asks often, and its row is also locked
    by what it sends."""
    said = {
        "unsent": unsent,
        "unsent_since": unsent_since if unsent else None,
        "app_version": app_version or device.app_version,
    }
    is_known = Q(last_seen_at__gt=at - SELDOM, **said)
    Device.objects.filter(pk=device.pk).exclude(is_known).update(last_seen_at=at, **said)
