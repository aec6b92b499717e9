"""What rooms above do when a sale or a refund at a counter is booked: told inside its transaction.

A follower that fails undoes the booking, and the counter sends it again: so both are in the books, or neither.
"""

from collections.abc import Callable, Sequence

from shop.pos.models import RefundLine, SaleLine

# The lines of many sales of one counter at once, each with its sale, its lot and the lot's product read already.
after_sales: list[Callable[[Sequence[SaleLine]], None]] = []
# Of many refunds, each with its refund.
after_refunds: list[Callable[[Sequence[RefundLine]], None]] = []
