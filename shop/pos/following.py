"""What rooms above do when a sale or a refund at a counter is booked: told inside its transaction.

A follower that fails undoes the booking, and the counter sends it again: so both are in the books, or neither.
"""

from collections.abc import Callable, Sequence

from shop.pos.models import Refund, Sale

# Many sales of one counter may be told of at once; ask for their lines in one query.
after_sales: list[Callable[[Sequence[Sale]], None]] = []
after_refunds: list[Callable[[Sequence[Refund]], None]] = []
