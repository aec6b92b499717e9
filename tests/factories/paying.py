"""Orders on their way to being paid."""

from django.utils.timezone import now

from shop.payment import opening, settling

from .catalogue import a_product
from .shop import an_order


def a_card_order(*products_and_quantities, at=None, **facts):
    """(order, attempt) with the session open at the fake Stripe."""
    at = at or now()
    order = an_order(*(products_and_quantities or [(a_product(on_hand=5), 2)]), pays_by="stripe", at=at, **facts)
    return order, opening.open_attempt(order=order, at=at)


def a_paid_order(stripe, *products_and_quantities, **facts):
    """(order, attempt), paid by card."""
    _, attempt = a_card_order(*products_and_quantities, **facts)
    stripe.books.pay(attempt.external_id)
    attempt = settling.settle(attempt_id=attempt.pk, at=now())
    return attempt.order, attempt
