import pytest
from django.db import connection

from tests.services.stripe import shop_with_stripe


@pytest.fixture(autouse=True)
def _foundations(vietnam, site):
    """Every order here is sent within Vietnam, from the default site."""


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def each_database(request):
    """The test runs on both: without services on SQLite, with them on PostgreSQL too."""
    assert connection.vendor == request.param


@pytest.fixture
def stripe(settings):
    """The fake Stripe, running, and the shop set up to use it."""
    with shop_with_stripe(settings) as fake:
        yield fake
