"""Counters and what they tell, in the database of DATABASE_URL, by a process of its own; prints what it took.

`python -m tests.bench.counting devices 10`: so many counters there, in one location with 40 shelves.
`python -m tests.bench.counting push 0 10 200`: the devices 0 to 9 each tell a day of 200 events in one request.
`python -m tests.bench.counting again 0 10 200`: the same, and then all of it once more: that is what is timed.
`python -m tests.bench.counting audit`: what does not agree.
"""

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "shop.settings"
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client, override_settings  # noqa: E402
from django.utils.timezone import now  # noqa: E402

from shop.pos.devices.models import Device  # noqa: E402
from shop.stock.audit import audit  # noqa: E402
from shop.stock.models import Balance  # noqa: E402
from tests.factories import a_location, a_member_of_staff, a_product, a_shelf  # noqa: E402
from tests.factories.counters import a_device  # noqa: E402
from tests.factories.telling import Counter, Said  # noqa: E402

SHELVES, PLENTY = 40, 10_000_000


def devices(wanted: int) -> dict:
    if Device._meta.db_table not in connection.introspection.table_names():
        call_command("migrate", verbosity=0)
    location = Device.objects.first().location if Device.objects.exists() else _a_place()
    for n in range(Device.objects.count(), wanted):
        a_device(location, name=f"{n:05d}", token=f"bench-{n}", enrolled_at=now() - timedelta(days=400))
    return {"devices": Device.objects.count()}


def push(first: int, behind: int, events: int) -> dict:
    return _timed(_days(first, behind, events))


def again(first: int, behind: int, events: int) -> dict:
    days = _days(first, behind, events)
    _timed(days)
    return _timed(days)


def faults() -> dict:
    return {"faults": [str(fault) for fault in audit()]}


def _a_place():
    location = a_location()
    for _ in range(SHELVES):
        a_shelf(a_product(), on_hand=PLENTY, location=location)
    a_member_of_staff(location=location)
    return location


def _timed(days: list[tuple[str, list[Said]]]) -> dict:
    client = Client()
    _sent(client, "nobody's", [])  # addresses and schemas are loaded, a connection is open
    begun, processor = time.perf_counter(), time.process_time()
    for token, events in days:
        answer = _sent(client, token, events)
        if answer.status_code != 200 or any(result["code"] for result in answer.json()["results"]):
            raise RuntimeError(answer.content[:2000])
    seconds, processor = time.perf_counter() - begun, time.process_time() - processor
    return {"events": sum(len(events) for _, events in days), "seconds": seconds, "processor": processor}


def _sent(client: Client, token: str, events: list[Said]):
    return client.post(
        "/api/v1/pos/events",
        json.dumps({"events": events}),
        content_type="application/json",
        headers={"Authorization": f"Bearer {token}"},
    )


def _days(first: int, behind: int, events: int) -> list[tuple[str, list[Said]]]:
    return [_a_day(device, events) for device in Device.objects.order_by("name")[first:behind]]


def _a_day(device: Device, events: int) -> tuple[str, list[Said]]:
    """A shift: sales of one to three lots, here and there something else, and its closing."""
    staff = device.location.assignments.first().user
    shelves = list(Balance.objects.filter(location=device.location).select_related("lot").order_by("pk"))
    counter = Counter(device, staff, begins=now() - timedelta(hours=12))
    counter.opens()
    pick = _in_turn([shelf.lot for shelf in shelves])
    while len(counter.told) < events - 1:
        n = len(counter.told)
        if n % 50 == 25:
            counter.refunds(counter.told[-1])
        elif n % 100 == 59:
            counter.says("cash_out", {"amount": 10_000, "reason": "Nước đá"})
        else:
            counter.sells(*[(pick(), 1 + n % 2) for _ in range(1 + n % 3)])
    counter.closes()
    return f"bench-{int(device.name)}", counter.told


def _in_turn(lots: list) -> Callable:
    def turn() -> Iterator:
        while True:
            yield from lots

    lots_in_turn = turn()
    return lambda: next(lots_in_turn)


if __name__ == "__main__":
    deeds = {"devices": devices, "push": push, "again": again, "audit": faults}
    with override_settings(ALLOWED_HOSTS=["*"], POS_ADDRESS_REQUESTS_A_MINUTE=10**9):
        print(json.dumps(deeds[sys.argv[1]](*map(int, sys.argv[2:]))))  # noqa: T201
