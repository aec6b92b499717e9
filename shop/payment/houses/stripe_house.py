"""Stripe Checkout: https://docs.stripe.com/api/checkout/sessions. Dong have no hundredths there: 125000 is 125000."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

import stripe
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext

from shop.payment.attempts import PaymentAttempt, Refund
from shop.payment.exceptions import HouseRefused, HouseUnavailable
from shop.payment.houses.gateway import Finding, Given, Opened, RefundFinding, Seen

CONNECT_SECONDS, READ_SECONDS = 1, 5
GIVEN = {"succeeded": Given.DONE, "failed": Given.FAILED, "canceled": Given.FAILED}


class StripeHouse:
    is_asked = True

    def open(self, attempt: PaymentAttempt) -> Opened:
        """A session for exactly the attempt's amount. The same attempt always gets the same session."""
        with _answers():
            session = _client().v1.checkout.sessions.create(_session(attempt), {"idempotency_key": attempt.key})
        return Opened(external_id=session.id, url=session.url or "")

    def look(self, external_id: str) -> Finding:
        with _answers():
            session = _client().v1.checkout.sessions.retrieve(external_id, {"expand": ["payment_intent.latest_charge"]})
        named: dict[str, Any] = {"external_id": session.id, "attempt_key": _word(session.metadata, "attempt")}
        payment = session.payment_intent
        if session.payment_status != "paid" or not isinstance(payment, stripe.PaymentIntent):
            return Finding(seen=Seen.EXPIRED if session.status == "expired" else Seen.OPEN, **named)
        charge = payment.latest_charge
        return Finding(
            seen=Seen.PAID,
            charge_id=payment.id,
            captured=payment.amount_received,
            refunded=charge.amount_refunded if isinstance(charge, stripe.Charge) else 0,
            currency=payment.currency,
            **named,
        )

    def close(self, attempt: PaymentAttempt) -> None:
        """Nobody can pay it any more. HouseRefused where it is already paid or over."""
        with _answers():
            _client().v1.checkout.sessions.expire(attempt.external_id)

    def refund(self, refund: Refund, *, is_stale: bool) -> RefundFinding:
        """Give back. `is_stale`: asked so long ago that Stripe may have forgotten the key, so look for it first."""
        if is_stale and (known := self._refund_by_key(refund)):
            return known
        with _answers():
            given = _client().v1.refunds.create(
                {
                    "payment_intent": refund.attempt.charge_id,
                    "amount": refund.amount,
                    "metadata": {"refund": refund.key, "order": refund.attempt.order.number},
                },
                {"idempotency_key": refund.key},
            )
        return _refund_finding(given)

    def look_at_refund(self, external_id: str) -> RefundFinding:
        with _answers():
            return _refund_finding(_client().v1.refunds.retrieve(external_id))

    def _refund_by_key(self, refund: Refund) -> RefundFinding | None:
        with _answers():
            given = _client().v1.refunds.list({"payment_intent": refund.attempt.charge_id, "limit": 100})
        return next((_refund_finding(one) for one in given.data if _word(one.metadata, "refund") == refund.key), None)


def _session(attempt: PaymentAttempt) -> Any:
    """Made of stored facts only: asked again with the same key, every field must be the same."""
    order = attempt.order
    with translation.override(order.language):
        page = f"{settings.BASE_URL}{order.get_absolute_url()}"
        name = gettext("Order %(number)s") % {"number": order.number}
    names = {"order": order.number, "attempt": attempt.key}
    session = {
        "mode": "payment",
        "payment_method_types": ["card"],
        "line_items": [
            {
                "quantity": 1,
                "price_data": {"currency": "vnd", "unit_amount": attempt.amount, "product_data": {"name": name}},
            }
        ],
        "client_reference_id": order.number,
        "metadata": names,
        "payment_intent_data": {"metadata": names},
        "locale": order.language,
        "success_url": page,
        "cancel_url": page,
    }
    if attempt.expires_at:
        session["expires_at"] = int(attempt.expires_at.timestamp())
    if order.email_address:
        session["customer_email"] = order.email_address
    return session


def _refund_finding(given) -> RefundFinding:
    return RefundFinding(given=GIVEN.get(given.status, Given.PENDING), external_id=given.id)


def _word(metadata: stripe.StripeObject | None, name: str) -> str:
    return metadata.to_dict().get(name, "") if metadata else ""


@lru_cache(maxsize=4)
def _client_for(key: str, api_base: str) -> stripe.StripeClient:
    return stripe.StripeClient(
        key,
        http_client=stripe.RequestsClient(timeout=(CONNECT_SECONDS, READ_SECONDS)),
        max_network_retries=1,
        base_addresses={"api": api_base} if api_base else None,
    )


def _client() -> stripe.StripeClient:
    return _client_for(settings.STRIPE_SECRET_KEY, settings.STRIPE_API_BASE.rstrip("/"))


@contextmanager
def _answers() -> Iterator[None]:
    """Stripe's errors as ours. A wrong key of the operator's is mended and asked again, so it is no refusal."""
    try:
        yield
    except stripe.IdempotencyError as error:
        if error.http_status == 409:
            raise HouseUnavailable(str(error)) from error
        raise HouseRefused(str(error), code="idempotency") from error
    except (stripe.InvalidRequestError, stripe.CardError) as error:
        raise HouseRefused(str(error), param=error.param or "", code=error.code or "") from error
    except stripe.StripeError as error:
        raise HouseUnavailable(str(error)) from error
