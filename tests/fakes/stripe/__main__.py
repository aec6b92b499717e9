import argparse
import threading

from .server import FakeStripe

parser = argparse.ArgumentParser(description="A fake Stripe for trying the shop by hand.")
parser.add_argument("--port", type=int, default=4242)
parser.add_argument("--webhook-url", default="http://127.0.0.1:8000/webhooks/stripe/")
told = parser.parse_args()
with FakeStripe(port=told.port, webhook_url=told.webhook_url) as stripe:
    settings = f"STRIPE_API_BASE={stripe.url} STRIPE_SECRET_KEY={stripe.secret_key}"
    print(f"{settings} STRIPE_WEBHOOK_SECRET={stripe.webhook_secret} make run")  # noqa: T201
    threading.Event().wait()
