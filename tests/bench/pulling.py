"""`python -m tests.bench.pulling 2000`: a counter beside so many goods, in the database of DATABASE_URL, begins anew.

Prints bytes as they are sent (gzip) and seconds for a whole snapshot, of five.
"""

import gzip
import json
import os
import sys
import time
from statistics import median

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "shop.settings"
django.setup()

from django.core.management import call_command  # noqa: E402
from django.test import Client, override_settings  # noqa: E402
from django.utils.timezone import now  # noqa: E402

from shop.demo import ground  # noqa: E402
from shop.demo.loading import untracked  # noqa: E402
from shop.locations.models import Location  # noqa: E402
from tests.bench.stocking import stock  # noqa: E402
from tests.factories.counters import a_device  # noqa: E402

TIMES = 5


def begin(client: Client, token: str) -> dict:
    headers = {"Authorization": f"Bearer {token}", "Accept-Encoding": "gzip"}
    size = rows = pages = 0
    cursor, has_more = "", True
    begun, processor = time.perf_counter(), time.process_time()
    while has_more:
        answer = client.get("/api/v1/pos/changes", {"cursor": cursor}, headers=headers)
        size, pages = size + len(answer.content), pages + 1
        told = json.loads(_unpacked(answer))
        rows, cursor, has_more = rows + len(told["changes"]), told["cursor"], told["has_more"]
    seconds, processor = time.perf_counter() - begun, time.process_time() - processor
    return {"bytes": size, "rows": rows, "pages": pages, "seconds": seconds, "processor": processor}


def _unpacked(answer) -> bytes:
    return gzip.decompress(answer.content) if answer.get("Content-Encoding") == "gzip" else answer.content


def main(goods: int) -> dict:
    call_command("migrate", verbosity=0)
    ground.build(at=now(), track=untracked)
    stock(goods)
    device, client = a_device(Location.objects.get(slug="kho-thi-truong")), Client()
    begin(client, device.token)
    taken = [begin(client, device.token) for _ in range(TIMES)]
    return taken[0] | {name: median(each[name] for each in taken) for name in ("seconds", "processor")}


if __name__ == "__main__":
    with override_settings(ALLOWED_HOSTS=["*"]):
        print(json.dumps(main(int(sys.argv[1]))))  # noqa: T201
