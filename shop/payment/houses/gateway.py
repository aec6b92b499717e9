"""What we ask of a payment house. Stripe answers over the network; bank transfers and cash have nobody to ask."""

from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from shop.payment.attempts import PaymentAttempt, Refund


class Seen(Enum):
    OPEN, PAID, EXPIRED = "open", "paid", "expired"


@dataclass(frozen=True, kw_only=True, slots=True)
class Opened:
    """Where the buyer pays, and the house's own name for it; both empty where nothing was called."""

    external_id: str = ""
    url: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """What the house says of an attempt now. `captured`, `refunded`: in units of `currency`; dong for "vnd"."""

    seen: Seen
    external_id: str = ""
    attempt_key: str = ""
    charge_id: str = ""
    captured: int = 0
    refunded: int = 0
    currency: str = "vnd"


class Given(Enum):
    PENDING, DONE, FAILED = "pending", "done", "failed"


@dataclass(frozen=True, kw_only=True, slots=True)
class RefundFinding:
    """What the house says of a refund."""

    given: Given
    external_id: str = ""


class Gateway(Protocol):
    """Each call may raise HouseUnavailable (ask again, same key) or HouseRefused. Never call it in a transaction."""

    is_asked: bool

    def open(self, attempt: PaymentAttempt) -> Opened: ...

    def look(self, external_id: str) -> Finding: ...

    def close(self, attempt: PaymentAttempt) -> None: ...

    def refund(self, refund: Refund, *, is_stale: bool) -> RefundFinding: ...

    def look_at_refund(self, external_id: str) -> RefundFinding: ...


class ByHand:
    """A house that is no service: people see the money and people give it back."""

    is_asked = False

    def open(self, attempt: PaymentAttempt) -> Opened:
        return Opened()

    def look(self, external_id: str) -> Finding:
        return Finding(seen=Seen.OPEN)

    def close(self, attempt: PaymentAttempt) -> None:
        """Nothing is open elsewhere."""

    def refund(self, refund: Refund, *, is_stale: bool) -> RefundFinding:
        return RefundFinding(given=Given.PENDING)

    def look_at_refund(self, external_id: str) -> RefundFinding:
        return RefundFinding(given=Given.PENDING)
