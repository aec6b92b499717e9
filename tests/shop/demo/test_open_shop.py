"""`make run`: one process that prepares, loads, serves and keeps the timetable, and ends whole."""

import os
import resource
import subprocess
import sys
import time
from datetime import timedelta

import httpx
import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils.timezone import now
from oscar.core.loading import get_model

from shop.order.models import Order
from tests.factories import a_basket, a_product
from tests.factories.ordering import submit_an_order
from tests.services.database import database_url
from tests.services.demonstration import open_shop
from tests.services.processes import HOUSE

Product = get_model("catalogue", "Product")


@pytest.mark.parametrize("arguments", [[], ["127.0.0.1:9"]])
def test_production_refuses_it_and_nothing_is_written(db, settings, arguments):
    settings.ENVIRONMENT = "production"

    with pytest.raises(CommandError) as refusal:
        call_command("open_shop", *arguments)

    assert "refused where ENVIRONMENT=production" in str(refusal.value)
    assert Product.objects.count() == 0


@pytest.fixture
def migrated(transactional_db):
    """The test's tables were made without migrations; a shop that opens must not make them again."""
    recorder = MigrationRecorder(connection)
    if recorder.applied_migrations():
        yield
    else:
        command = [sys.executable, "manage.py", "migrate", "--fake", "--verbosity=0"]
        subprocess.run(command, cwd=HOUSE, env=os.environ | {"DATABASE_URL": database_url()}, check=True)
        yield
        recorder.flush()


def until(is_so, *, seconds: int = 60) -> bool:
    end = time.monotonic() + seconds
    while not is_so() and time.monotonic() < end:
        time.sleep(0.1)
    return is_so()


def work_of_children() -> float:
    """Seconds of processor, which other work on the machine does not lengthen."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def test_it_opens_keeps_the_timetable_ends_whole_and_is_quick_the_next_time(migrated, site, vietnam):
    late = submit_an_order(a_basket((a_product(on_hand=5), 1)), pays_by="vietqr")
    Order.objects.filter(pk=late.pk).update(expires_at=now() - timedelta(minutes=1))

    with open_shop(database_url(), "--without-pictures", "--verbosity=0") as shop:
        page = httpx.get(f"{shop.address}/san-pham/")
        is_expired = until(lambda: Order.objects.get(pk=late.pk).status == Order.CANCELLED)
        ended = shop.leave()

    assert (page.status_code, Product.objects.filter(upc__startswith="OCOP-").count()) == (200, 59)
    assert (is_expired, ended) == (True, 0)
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"{shop.address}/healthz")

    before = work_of_children()
    with open_shop(database_url(), "--without-pictures", "--verbosity=0") as again:
        again.leave()
    assert work_of_children() - before < 15
