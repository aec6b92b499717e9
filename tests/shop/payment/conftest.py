import pytest

from tests.fakes.stripe import FakeStripe


@pytest.fixture(autouse=True)
def _foundations(vietnam, site):
    """Every order here is sent within Vietnam, from the default site."""


@pytest.fixture
def stripe(settings):
    """The fake Stripe, running, and the shop set up to use it."""
    with FakeStripe() as fake:
        settings.STRIPE_API_BASE = fake.url
        settings.STRIPE_SECRET_KEY = fake.secret_key
        settings.STRIPE_WEBHOOK_SECRET = fake.webhook_secret
        yield fake
