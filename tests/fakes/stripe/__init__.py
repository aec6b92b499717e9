"""A small Stripe of our own, over real HTTP: Checkout Sessions, payment intents, refunds, signed webhooks.

It keeps idempotency keys and refuses over-refunds, as Stripe does, and can be told to misbehave: drop an answer
after charging, delay, answer 500, send messages twice, out of order, forged or stale. `test_fake_stripe.py` checks its
answers' shape against Stripe's own stripe-mock. Run it alone: `python -m tests.fakes.stripe --port 4242`.
"""

from .server import FakeStripe

__all__ = ["FakeStripe"]
