"""The fake Stripe, and a shop that uses it."""

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from shop.payment.houses import stripe_house
from tests.fakes.stripe import FakeStripe

PATIENCE_SECONDS = 60


@contextmanager
def shop_with_stripe(settings, *, webhook_url: str = "") -> Iterator[FakeStripe]:
    """Yield the fake, running. The shop waits longer for it than a busy machine takes, and forgets it afterwards: how
    long buyers wait for a payment house, and what follows, is tested where a house is slow on purpose."""
    with (
        FakeStripe(webhook_url=webhook_url) as fake,
        patch.multiple(stripe_house, CONNECT_SECONDS=PATIENCE_SECONDS, READ_SECONDS=PATIENCE_SECONDS),
    ):
        settings.STRIPE_API_BASE = fake.url
        settings.STRIPE_SECRET_KEY = fake.secret_key
        settings.STRIPE_WEBHOOK_SECRET = fake.webhook_secret
        yield fake
    # Another fake may stand at the same port one day.
    stripe_house._client_for.cache_clear()
