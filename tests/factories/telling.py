"""A counter that tells what happens, as the app does: numbered, chained, hashed.

`counter = a_counter(shelf)`, `counter.push(counter.opens(), counter.sells((lot, 2)))`.
"""

from datetime import datetime, timedelta
from uuid import UUID

from django.utils.timezone import localtime, now

from shop.demo.counters import telling
from shop.demo.counters.telling import Said
from shop.pos.devices.models import Device
from shop.pos.events import intake
from shop.stock.models import Balance
from tests.factories.counters import a_device
from tests.factories.shop import a_member_of_staff

PRICE = 120_000


class Counter(telling.Counter):
    """With an hour of its own, and one price for whatever it sells."""

    def __init__(self, device: Device, staff, *, begins: datetime | None = None, pace=timedelta(seconds=1)):
        super().__init__(device, staff, begins=begins or _earlier_today(), pace=pace)

    def sells(self, *lots_and_units, price: int = PRICE, kind: str = "cash", **facts) -> Said:
        return self.rings_up([(lot, units, price) for lot, units in lots_and_units], kind=kind, **facts)

    def counts(self, *lots_and_units, **facts) -> Said:
        lines = [{"lot": lot.pk, "counted": n} for lot, n in lots_and_units]
        return self.says("count", {"lines": lines, "reason": "Kiểm cuối ngày"}, **facts)

    def push(self, *events: Said, at: datetime | None = None) -> intake.Taken:
        """All that was told, where nothing is given."""
        return self.sends(events or self.told, at=at or now())


def _earlier_today() -> datetime:
    midnight = localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    return max(midnight, now() - timedelta(hours=8))


def a_counter(shelf: Balance | None = None, **facts) -> Counter:
    """At the shelf's location, enrolled long ago."""
    place = {"location": shelf.location} if shelf else {}
    enrolled_at = facts.pop("enrolled_at", now() - timedelta(days=400))
    device = facts.pop("device", None) or a_device(**place, enrolled_at=enrolled_at)
    return Counter(device, facts.pop("staff", None) or a_member_of_staff(location=device.location), **facts)


def statuses(taken: intake.Taken) -> list[str]:
    """ "applied", "duplicate", or the code under which it lies in quarantine."""
    return [result.code or result.status for result in taken.results]


def id_of(said: Said) -> UUID:
    return UUID(said["event_id"])
