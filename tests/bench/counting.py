"""Counters and what they tell, in the database of DATABASE_URL, by a process of its own; prints what it took.

`python -m tests.bench.counting devices 10`: so many counters there, in one location with 40 shelves.
`python -m tests.bench.counting push 0 10`: each of the devices 0 to 9 tells a day of 200 events in one request.
`python -m tests.bench.counting again 0 10`: the same, and then all of it once more; what is timed is the second time.
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
from django.test import Client, override_settings  # noqa: E402
from django.utils.timezone import now  # noqa: E402

from shop.pos.devices.models import Device  # noqa: E402
from shop.stock.audit import audit  # noqa: E402
from shop.stock.models import Balance  # noqa: E402
from tests.factories import a_location, a_member_of_staff, a_product, a_shelf  # noqa: E402
from tests.factories.counters import a_device  # noqa: E402
from tests.factories.telling import Counter, Said  # noqa: E402

SHELVES, PLENTY = 40, 10_000_000
EVENTS = 200


def devices(wanted: int) -> dict:
    call_command("migrate", verbosity=0)
    location = Device.objects.first().location if Device.objects.exists() else _a_place()
    for n in range(Device.objects.count(), wanted):
        a_device(location, name=f"{n:05d}", token=f"bench-{n}", enrolled_at=now() - timedelta(days=400))
    return {"devices": Device.objects.count()}


def push(first: int, behind: int) -> dict:
    days = [_a_day(device) for device in Device.objects.order_by("name")[first:behind]]
    _warm_up()
    return _timed(days)


def again(first: int, behind: int) -> dict:
    days = [_a_day(device) for device in Device.objects.order_by("name")[first:behind]]
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


def _warm_up() -> None:
    """URLs and schemas are loaded, a connection is open."""
    _sent(Client(), "nobody's", [])


def _timed(days: list[tuple[str, list[Said]]]) -> dict:
    client, took = Client(), []
    begun = time.process_time()
    for token, events in days:
        since = time.perf_counter()
        answer = _sent(client, token, events)
        took.append(time.perf_counter() - since)
        if answer.status_code != 200 or any(result["code"] for result in answer.json()["results"]):
            raise RuntimeError(answer.content[:2000])
    return {"events": EVENTS * len(days), "seconds": sum(took), "processor": time.process_time() - begun}


def _sent(client: Client, token: str, events: list[Said]):
    return client.post(
        "/api/v1/pos/events",
        json.dumps({"events": events}),
        content_type="application/json",
        headers={"Authorization": f"Bearer {token}"},
    )


def _a_day(device: Device) -> tuple[str, list[Said]]:
    """A shift: sales of one to three lots, here and there something else, and its closing."""
    staff = device.location.assignments.first().user
    shelves = list(Balance.objects.filter(location=device.location).select_related("lot").order_by("pk"))
    counter = Counter(device, staff, begins=now() - timedelta(hours=12))
    counter.opens()
    pick = _in_turn([shelf.lot for shelf in shelves])
    while len(counter.told) < EVENTS - 1:
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
    with override_settings(POS_REQUESTS_A_MINUTE=10**9, ALLOWED_HOSTS=["*"]):
        print(json.dumps(deeds[sys.argv[1]](*map(int, sys.argv[2:]))))  # noqa: T201
