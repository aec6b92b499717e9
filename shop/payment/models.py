from oscar.apps.payment.models import *  # noqa: F403

from shop.payment.attempts import (  # noqa: F401
    BankEntry,
    Break,
    GatewayEvent,
    House,
    PaymentAttempt,
    Refund,
    RefundLine,
)
