"""Money in and back: attempts, payment houses, settling, refunds, bank statements, reconciliation.

Promises that `settle` may be called by anyone any number of times, that a refund never passes what was
captured, and that no payment is kept with nothing held for it. Fork of Oscar's payment.
"""
