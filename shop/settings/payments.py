"""Payment houses. Without Stripe keys the card choice is absent; all else works."""

from .environment import env

STRIPE_SECRET_KEY = env.str("STRIPE_SECRET_KEY", "")
STRIPE_WEBHOOK_SECRET = env.str("STRIPE_WEBHOOK_SECRET", "")
STRIPE_API_BASE = env.str("STRIPE_API_BASE", "")
# Dong. Stripe takes no card payment below about half a dollar.
STRIPE_MINIMUM_AMOUNT = env.int("STRIPE_MINIMUM_AMOUNT", 15_000)

# The account that VietQR asks buyers to pay into; empty, and the choice is absent. The default is an illustration,
# shown as such and refused in production.
ILLUSTRATIVE_ACCOUNT, ILLUSTRATIVE_HOLDER = "1031933430", "CHO OCOP (MINH HOA)"
VIETQR_BANK_BIN = env.str("VIETQR_BANK_BIN", "970436")
VIETQR_BANK_NAME = env.str("VIETQR_BANK_NAME", "Vietcombank")
VIETQR_ACCOUNT = env.str("VIETQR_ACCOUNT", ILLUSTRATIVE_ACCOUNT)
VIETQR_ACCOUNT_NAME = env.str("VIETQR_ACCOUNT_NAME", ILLUSTRATIVE_HOLDER)

# Dong. Above this an order cannot be paid on delivery.
CASH_ON_DELIVERY_LIMIT = env.int("CASH_ON_DELIVERY_LIMIT", 5_000_000)
# Minutes that goods are held for an unpaid order. Stripe's own minimum is 30.
PAYMENT_MINUTES = {"stripe": env.int("STRIPE_MINUTES", 31), "vietqr": env.int("VIETQR_MINUTES", 60 * 24)}
# Days after delivery by which a carrier hands over the cash it collected.
CASH_REMITTANCE_DAYS = env.int("CASH_REMITTANCE_DAYS", 14)
