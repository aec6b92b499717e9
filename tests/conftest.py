"""What every test stands on: the rows that migrations and set-up would have made, and the services it asks for."""

import os
import shutil
import uuid
from contextlib import ExitStack

import hypothesis
import pytest
from django.contrib.sites.models import Site as DjangoSite
from django.core.cache import caches
from django.db import connection, transaction
from django.test import override_settings
from django.utils import translation
from playwright.sync_api import sync_playwright

from tests.factories.sites import the_country, the_site
from tests.services.chromium import QUIET, chromium
from tests.services.elasticsearch.layout import can_be_laid_out
from tests.services.elasticsearch.node import running_elasticsearch
from tests.services.ports import free_port
from tests.services.pristine import put_back_after_each_test

# The same plays on every machine, however slow it is.
hypothesis.settings.register_profile(
    "alike", deadline=None, derandomize=True, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("alike")

SERVICES = {
    "postgres": ("PostgreSQL (TEST_POSTGRES_URL)", lambda: os.environ.get("TEST_POSTGRES_URL")),
    "redis": ("Redis (TEST_REDIS_URL)", lambda: os.environ.get("TEST_REDIS_URL")),
    "browser": ("Chromium (TEST_CHROMIUM or on the PATH)", chromium),
    "gettext": ("gettext (xgettext on the PATH)", lambda: shutil.which("xgettext")),
    "elasticsearch": (
        "Elasticsearch (TEST_ELASTICSEARCH_URL, or JDK 17 and Maven)",
        lambda: os.environ.get("TEST_ELASTICSEARCH_URL") or can_be_laid_out(),
    ),
    "stripe_mock": ("Stripe's stripe-mock (TEST_STRIPE_MOCK_URL)", lambda: os.environ.get("TEST_STRIPE_MOCK_URL")),
}


def pytest_collection_modifyitems(config, items):
    """Skip, by name, what lacks its service; with REQUIRE_SERVICES=1 refuse to start instead."""
    missing = {mark: name for mark, (name, found) in SERVICES.items() if not found()}
    if missing and os.environ.get("REQUIRE_SERVICES") == "1":
        raise pytest.UsageError("REQUIRE_SERVICES=1, and not found: " + ", ".join(missing.values()))
    elsewhere = []
    for item in items:
        for mark in SERVICES:
            if mark not in item.keywords:
                continue
            if mark in missing:
                item.add_marker(pytest.mark.skip(reason=f"needs {missing[mark]}"))
            elif mark == "postgres" and connection.vendor != "postgresql":
                elsewhere.append(item)
    if elsewhere:
        # .ci/suite runs these on PostgreSQL first, in a run of their own.
        config.hook.pytest_deselected(items=elsewhere)
        items[:] = [item for item in items if item not in set(elsewhere)]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix, tmp_path_factory):
    """SQLite's test database is a file, so that a live server's threads have connections of their own."""
    if connection.vendor == "sqlite":
        name = str(tmp_path_factory.mktemp("database") / "test.sqlite3")
        connection.settings_dict["TEST"]["NAME"] = name


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    if connection.vendor != "sqlite":
        yield
        return
    with django_db_blocker.unblock(), put_back_after_each_test(), django_db_blocker.block():
        yield


@pytest.fixture(scope="session", autouse=True)
def _quiet_settings(tmp_path_factory):
    with override_settings(
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend",
        MEDIA_ROOT=tmp_path_factory.mktemp("media"),
        SHARED_SECONDS=0,  # a test sees what it has just changed
    ):
        yield


@pytest.fixture(autouse=True)
def _nothing_of_the_test_before(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    for each in caches.all(initialized_only=True):
        each.clear()
    DjangoSite.objects.clear_cache()
    translation.deactivate()


@pytest.fixture(scope="module")
def ground(django_db_setup, django_db_blocker):
    """Rows that a module's tests look at, written once: `with ground(): …` in a fixture of the module.

    Each test finds them as they were written, whatever the one before did; after the module they are gone. A test that
    changes the objects themselves takes a `deepcopy`. For tests in a transaction only, whose database may see them all.
    """
    with ExitStack() as rows:
        with django_db_blocker.unblock():
            rows.enter_context(transaction.atomic())
        yield django_db_blocker.unblock
        with django_db_blocker.unblock():
            transaction.set_rollback(True)
            rows.close()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def each_database(request):
    """The test runs on both: without services on SQLite, with them on PostgreSQL too."""
    assert connection.vendor == request.param


@pytest.fixture
def vietnam(db):
    return the_country()


@pytest.fixture
def site(db):
    return the_site()


@pytest.fixture
def without_redis(settings):
    """From now on the cache is a Redis at an address where nobody answers: `without_redis()`."""

    def take_away():
        nowhere = f"redis://127.0.0.1:{free_port()}/0"
        settings.CACHES = {
            name: {"BACKEND": "shop.caching.ForgivingRedisCache", "LOCATION": nowhere} for name in settings.CACHES
        }

    return take_away


@pytest.fixture(scope="session")
def chrome():
    """One browser for the whole run: Playwright's loop can be started once in a thread."""
    # The loop runs in this thread; the ORM is used between its calls, never inside them.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def elasticsearch_url():
    """One node for the whole run, ours where none is given."""
    if url := os.environ.get("TEST_ELASTICSEARCH_URL"):
        yield url
    else:
        with running_elasticsearch() as node:
            yield node.url


@pytest.fixture
def elasticsearch(elasticsearch_url, settings, monkeypatch):
    """Elasticsearch is the shop's choice, with indexes of this test's own. Yields a client.

    A machine that runs tests may be slow: what must be quick is measured in tests/faults.
    """
    from catalogue.search.circuit import Circuit
    from catalogue.search.elastic import client, index

    settings.ELASTICSEARCH_URL = elasticsearch_url
    settings.ELASTICSEARCH_INDEX = f"test-{uuid.uuid4().hex[:12]}"
    closed = Circuit(rest=client.SECONDS_OF_REST, on_closing=client.circuit.on_closing)
    monkeypatch.setattr(client, "circuit", closed)
    monkeypatch.setattr(client, "SECONDS_FOR_A_VISITOR", 30)
    monkeypatch.setattr(client, "SECONDS_FOR_A_PROBE", 30)
    ours = client.patient()
    yield ours
    for name in index.names(ours):
        ours.indices.delete(index=name)
