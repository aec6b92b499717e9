"""`make run`: one process that prepares, loads, serves and keeps the timetable, and ends whole."""

import time
from datetime import timedelta

import httpx
import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.test import override_settings
from django.utils.timezone import now
from oscar.core.loading import get_model

from shop.order.models import Order
from shop.settings.frameworks import MIGRATION_MODULES
from shop.stock.models import Movement
from tests.factories import a_basket, a_product
from tests.factories.ordering import submit_an_order
from tests.services.database import database_url
from tests.services.demonstration import open_shop

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
        with override_settings(MIGRATION_MODULES=MIGRATION_MODULES):
            ours = MigrationLoader(None).disk_migrations
        recorder.ensure_schema()
        for app, name in ours:
            recorder.record_applied(app, name)
        yield
        recorder.flush()


def until(is_so, *, seconds: int = 240) -> bool:
    end = time.monotonic() + seconds
    while not is_so() and time.monotonic() < end:
        time.sleep(0.1)
    return is_so()


def rows_loaded() -> list[int]:
    return [model.objects.count() for model in (Product, Order, Movement, get_user_model())]


def test_it_opens_keeps_the_timetable_ends_whole_and_loads_nothing_the_next_time(migrated, site, vietnam):
    late = submit_an_order(a_basket((a_product(on_hand=5), 1)), pays_by="vietqr")
    Order.objects.filter(pk=late.pk).update(expires_at=now() - timedelta(minutes=1))

    with open_shop(database_url(), "--without-pictures", "--verbosity=0") as shop:
        page = httpx.get(f"{shop.address}/san-pham/", timeout=60)
        is_expired = until(lambda: Order.objects.get(pk=late.pk).status == Order.CANCELLED)
        ended = shop.leave()

    assert (page.status_code, Product.objects.filter(upc__startswith="OCOP-").count()) == (200, 59)
    assert (is_expired, ended) == (True, 0)
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"{shop.address}/healthz")

    before = rows_loaded()
    with open_shop(database_url(), "--without-pictures", "--verbosity=0") as again:
        again.leave()
    assert rows_loaded() == before
