"""Stripe's messages. Signed, taken once, and never believed: they only tell us to look.

https://docs.stripe.com/webhooks. Any answer but 2xx makes Stripe send the message again, for up to three days.
"""

import json
import logging

import stripe
from django.conf import settings
from django.db import OperationalError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.timezone import now
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from shop.payment import refunding, settling
from shop.payment.attempts import GatewayEvent, House, PaymentAttempt, Refund
from shop.payment.exceptions import HouseRefused, HouseUnavailable
from shop.payment.houses import gateways

logger = logging.getLogger(__name__)

MAX_BYTES = 256 * 1024
TOLERANCE_SECONDS = 300


@csrf_exempt
@require_POST
def stripe_webhook(request: HttpRequest) -> HttpResponse:
    """200 taken (or taken before), 400 forged, stale or unreadable, 413 too large, 503 try again."""
    if not settings.STRIPE_WEBHOOK_SECRET:
        raise Http404
    if int(request.headers.get("Content-Length") or 0) > MAX_BYTES:
        return HttpResponse(status=413)
    try:
        stripe.WebhookSignature.verify_header(
            request.body.decode(),
            request.headers.get("Stripe-Signature", ""),
            settings.STRIPE_WEBHOOK_SECRET,
            TOLERANCE_SECONDS,
        )
        event = json.loads(request.body)
        event_id, kind, about = str(event["id"]), str(event["type"]), event["data"]["object"]
        external_id = str(about["id"])
    except (stripe.SignatureVerificationError, ValueError, KeyError, TypeError):
        return HttpResponse(status=400)
    try:
        hear(event_id=event_id, kind=kind, external_id=external_id)
    except (HouseUnavailable, OperationalError) as reason:
        logger.warning("stripe %s %s put off: %s", kind, event_id, reason)
        return HttpResponse(status=503, headers={"Retry-After": "30"})
    return HttpResponse(status=200)


def hear(*, event_id: str, kind: str, external_id: str) -> None:
    """Look at what a message is about, and take in message and effect in one transaction, once."""
    if _is_known(event_id):
        return
    if kind.startswith("checkout.session."):
        _hear_of_session(event_id, kind, external_id)
    elif kind.startswith(("refund.", "charge.refund.")):
        _hear_of_refund(event_id, kind, external_id)


def _hear_of_session(event_id: str, kind: str, external_id: str) -> None:
    try:
        finding = gateways.for_house(House.STRIPE).look(external_id)
    except HouseRefused:
        # Signed, and yet of a session that the house does not know: of another mode or account.
        return
    attempt = (
        PaymentAttempt.objects.filter(house=House.STRIPE, external_id=external_id).first()
        or PaymentAttempt.objects.filter(house=House.STRIPE, key=finding.attempt_key).first()
    )
    with transaction.atomic():
        if attempt:
            settling.lock(attempt.pk)
        if _is_new(event_id, kind, attempt) and attempt:
            settling.take_in(attempt_id=attempt.pk, finding=finding, at=now())


def _hear_of_refund(event_id: str, kind: str, external_id: str) -> None:
    refund = Refund.objects.select_related("attempt__order").filter(external_id=external_id).first()
    if refund is None:
        return
    finding = gateways.for_house(House.STRIPE).look_at_refund(external_id)
    with transaction.atomic():
        settling.lock(refund.attempt_id)
        if _is_new(event_id, kind, refund.attempt):
            refunding.take_in(refund, finding, at=now())


def _is_known(event_id: str) -> bool:
    return GatewayEvent.objects.filter(house=House.STRIPE, event_id=event_id).exists()


def _is_new(event_id: str, kind: str, attempt: PaymentAttempt | None) -> bool:
    identity = {"house": House.STRIPE, "event_id": event_id[:255]}
    return GatewayEvent.objects.get_or_create(**identity, defaults={"kind": kind[:100], "attempt": attempt})[1]
