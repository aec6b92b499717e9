"""Webhooks: made, signed as Stripe signs, kept, and sent as often and in whatever order a test wishes.

https://docs.stripe.com/webhooks#verify-manually: HMAC-SHA256 over "<unix time>.<body>".
"""

import hmac
import json
import secrets
import time
from hashlib import sha256

import httpx


class Messages:
    def __init__(self, *, secret: str, url: str = ""):
        self.secret, self.url = secret, url
        self.kept: list[dict] = []

    def keep(self, kind: str, about: dict) -> dict:
        event = {
            "id": f"evt_{secrets.token_hex(12)}",
            "object": "event",
            "type": kind,
            "created": int(time.time()),
            "livemode": False,
            "data": {"object": dict(about)},
        }
        self.kept.append(event)
        return event

    def of(self, kind: str) -> list[dict]:
        return [event for event in self.kept if event["type"] == kind]

    def signed(self, event: dict, *, secret: str | None = None, at: float | None = None) -> tuple[bytes, str]:
        """(body, Stripe-Signature). Another `secret`: forged; `at` long ago: stale."""
        body = json.dumps(event).encode()
        moment = int(at if at is not None else time.time())
        mac = hmac.new((secret or self.secret).encode(), f"{moment}.".encode() + body, sha256).hexdigest()
        return body, f"t={moment},v1={mac}"

    def send(self, event: dict, *, url: str | None = None, **how) -> int:
        """The status that the receiver answered, 0 where it could not be reached."""
        body, signature = self.signed(event, **how)
        try:
            answer = httpx.post(
                url or self.url,
                content=body,
                headers={"Stripe-Signature": signature, "Content-Type": "application/json"},
                timeout=60,
            )
        except httpx.HTTPError:
            return 0
        return answer.status_code

    def send_until_taken(self, event: dict, *, tries: int = 5, pause: float = 0.5) -> int:
        """As Stripe does, only sooner: again until it is answered with 2xx."""
        status = 0
        for attempt in range(tries):
            status = self.send(event)
            if 200 <= status < 300:
                break
            time.sleep(pause * (attempt + 1))
        return status
