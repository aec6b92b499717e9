"""A booth for the counter's bench, in the database of DATABASE_URL, by a process of its own; prints where to enrol."""

import json
import os

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "shop.settings"
django.setup()

from django.core.management import call_command  # noqa: E402
from django.utils.timezone import now  # noqa: E402

from shop.locations.models import Assignment  # noqa: E402
from shop.pos.devices.enrolling import invite  # noqa: E402
from shop.pos.devices.pins import set_pin  # noqa: E402
from tests.browser.counter.seller import PIN  # noqa: E402
from tests.factories import a_location, a_member_of_staff, a_product  # noqa: E402

GOODS = 60


def set_up() -> dict:
    call_command("migrate", verbosity=0)
    booth = a_location("Gian 14")
    for number in range(GOODS):
        a_product(f"Nước mắm Cửa Khe {number:02}", on_hand=1_000, location=booth)
    manager = a_member_of_staff(location=booth, role=Assignment.Role.MANAGER)
    set_pin(user=a_member_of_staff(location=booth, first_name="Lài"), pin=PIN, at=now())
    return {"invitation": invite(location=booth, by=manager, at=now()).path}


if __name__ == "__main__":
    print(json.dumps(set_up()))  # noqa: T201
