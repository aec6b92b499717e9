"""Money on the operator's account: typed in, imported from a statement, or notified by the bank.

Promises that one bank reference counts once, and that code, amount and account all match before an order is paid;
whatever does not match is kept, with its reason, for a person. Knows nothing of where an entry came from.
"""

from shop.payment.bank.entries import Facts, assign, confirm_by_hand, give_back, notify, set_aside
from shop.payment.bank.importing import Report, import_statement

__all__ = ["Facts", "Report", "assign", "confirm_by_hand", "give_back", "import_statement", "notify", "set_aside"]
