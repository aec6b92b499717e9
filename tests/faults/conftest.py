import pytest

from tests.services.stripe import shop_with_stripe


@pytest.fixture(autouse=True)
def _foundations(vietnam, site):
    """Every order here is sent within Vietnam, from the default site."""


@pytest.fixture
def stripe(settings):
    """The fake Stripe, running, and the shop set up to use it."""
    with shop_with_stripe(settings) as fake:
        yield fake
