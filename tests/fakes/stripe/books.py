"""What Stripe knows: sessions, payments and refunds, held in memory. Amounts in the currency's smallest unit: dong."""

import secrets
import threading
import time
from collections.abc import Callable

SHORTEST, LONGEST = 30 * 60, 24 * 3600
SMALLEST = 13_000
SESSION_PARAMS = {
    "mode", "payment_method_types", "line_items", "client_reference_id", "metadata", "payment_intent_data", "locale",
    "success_url", "cancel_url", "expires_at", "customer_email", "expand",
}  # fmt: skip
REFUND_PARAMS = {"payment_intent", "amount", "metadata", "reason"}


class Refused(Exception):
    """Stripe's 400 or 404, as its error object."""

    def __init__(self, message: str, *, status=400, type="invalid_request_error", param=None, code=None):
        super().__init__(message)
        self.status = status
        self.error = {"type": type, "message": message, "param": param, "code": code}


class Books:
    def __init__(self, base_url: Callable[[], str], announce: Callable[[str, dict], None]):
        self.base_url, self.announce = base_url, announce
        self.lock = threading.RLock()
        self.sessions: dict[str, dict] = {}
        self.payments: dict[str, dict] = {}
        self.refunds: dict[str, dict] = {}
        self.refund_status = "succeeded"

    def create_session(self, params: dict) -> dict:
        _known(params, SESSION_PARAMS)
        amount = _total(params)
        expires_at = int(params.get("expires_at") or time.time() + LONGEST)
        if not SHORTEST <= expires_at - time.time() <= LONGEST:
            raise Refused("expires_at must be between 30 minutes and 24 hours from now", param="expires_at")
        if "success_url" not in params:
            raise Refused("Missing required param: success_url", param="success_url")
        identity = _identity("cs_test")
        session = {
            "id": identity,
            "object": "checkout.session",
            "mode": "payment",
            "status": "open",
            "payment_status": "unpaid",
            "amount_total": amount,
            "currency": "vnd",
            "payment_intent": None,
            "client_reference_id": params.get("client_reference_id"),
            "metadata": params.get("metadata", {}),
            "locale": params.get("locale"),
            "customer_email": params.get("customer_email"),
            "success_url": params["success_url"],
            "cancel_url": params.get("cancel_url"),
            "created": int(time.time()),
            "expires_at": expires_at,
            "livemode": False,
            "url": f"{self.base_url()}/pay/{identity}",
        }
        self.sessions[identity] = session
        return session

    def session(self, identity: str, *, expand: list[str] = ()) -> dict:
        session = self._find(self.sessions, identity, "checkout.session")
        if session["status"] == "open" and session["expires_at"] < time.time():
            session["status"], session["url"] = "expired", None
        if session["payment_intent"] and any(path.startswith("payment_intent") for path in expand):
            charge = "payment_intent.latest_charge" in expand
            return session | {"payment_intent": self.payment(session["payment_intent"], with_charge=charge)}
        return session

    def expire(self, identity: str) -> dict:
        session = self.session(identity)
        if session["status"] != "open":
            raise Refused(f"Only open sessions can be expired; this one is {session['status']}.")
        session["status"], session["url"] = "expired", None
        self.announce("checkout.session.expired", session)
        return session

    def pay(self, identity: str, *, amount: int | None = None, currency: str = "vnd") -> dict:
        """The buyer pays on the hosted page. `amount`: to play a house that charges something else."""
        with self.lock:
            session = self.session(identity)
            if session["status"] != "open":
                raise Refused(f"This session is {session['status']}.")
            amount = session["amount_total"] if amount is None else amount
            payment = {
                "id": _identity("pi"),
                "object": "payment_intent",
                "amount": amount,
                "amount_received": amount,
                "currency": currency,
                "status": "succeeded",
                "latest_charge": _identity("ch"),
                "metadata": session["metadata"],
                "livemode": False,
            }
            self.payments[payment["id"]] = payment
            session |= {"status": "complete", "payment_status": "paid", "payment_intent": payment["id"], "url": None}
            self.sessions[identity] = session
        self.announce("checkout.session.completed", session)
        return session

    def payment(self, identity: str, *, with_charge: bool = False) -> dict:
        payment = self._find(self.payments, identity, "payment_intent")
        return payment | {"latest_charge": self._charge(payment)} if with_charge else payment

    def refund(self, params: dict) -> dict:
        _known(params, REFUND_PARAMS)
        payment = self._find(self.payments, params.get("payment_intent", ""), "payment_intent")
        left = payment["amount_received"] - self.refunded(payment["id"])
        amount = int(params.get("amount", left))
        if left == 0:
            raise Refused("Charge has already been refunded.", code="charge_already_refunded")
        if not 0 < amount <= left:
            raise Refused(f"Refund amount ({amount}) is greater than unrefunded amount ({left})", param="amount")
        refund = {
            "id": _identity("re"),
            "object": "refund",
            "amount": amount,
            "currency": payment["currency"],
            "payment_intent": payment["id"],
            "charge": payment["latest_charge"],
            "status": self.refund_status,
            "metadata": params.get("metadata", {}),
            "created": int(time.time()),
        }
        self.refunds[refund["id"]] = refund
        self.announce("refund.created", refund)
        return refund

    def change_refund(self, identity: str, status: str) -> dict:
        """A pending refund arrives or fails at the buyer's bank."""
        refund = self.find_refund(identity)
        refund["status"] = status
        self.announce("refund.failed" if status == "failed" else "refund.updated", refund)
        return refund

    def find_refund(self, identity: str) -> dict:
        return self._find(self.refunds, identity, "refund")

    def refunds_of(self, payment: str) -> dict:
        data = [refund for refund in self.refunds.values() if refund["payment_intent"] == payment]
        return {"object": "list", "url": "/v1/refunds", "has_more": False, "data": data[::-1]}

    def refunded(self, payment: str) -> int:
        return sum(
            one["amount"] for one in self.refunds_of(payment)["data"] if one["status"] not in ("failed", "canceled")
        )

    def _charge(self, payment: dict) -> dict:
        return {
            "id": payment["latest_charge"],
            "object": "charge",
            "amount": payment["amount"],
            "amount_captured": payment["amount_received"],
            "amount_refunded": self.refunded(payment["id"]),
            "currency": payment["currency"],
            "payment_intent": payment["id"],
        }

    def _find(self, rows: dict, identity: str, kind: str) -> dict:
        if identity not in rows:
            raise Refused(f"No such {kind}: '{identity}'", status=404, code="resource_missing", param="id")
        return rows[identity]


def _identity(prefix: str) -> str:
    return f"{prefix}_{secrets.token_hex(12)}"


def _known(params: dict, names: set[str]) -> None:
    for name in params:
        if name not in names:
            raise Refused(f"Received unknown parameter: {name}", param=name, code="parameter_unknown")


def _total(params: dict) -> int:
    total = 0
    for item in params.get("line_items", {}).values():
        price = item["price_data"]
        if price["currency"] != "vnd" or not str(price["unit_amount"]).isdigit():
            raise Refused("Invalid integer", param="line_items[0][price_data][unit_amount]")
        total += int(price["unit_amount"]) * int(item["quantity"])
    if params.get("mode") != "payment" or not total:
        raise Refused("Missing required param: line_items", param="line_items")
    if total < SMALLEST:
        raise Refused("The total must be at least 0.50 usd", code="amount_too_small")
    return total
