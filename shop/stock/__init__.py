"""The ledger of goods: balances by location and lot, movements, reservations, transfers.

Promises that a balance changes only together with a movement or a reservation, that nothing is
reserved twice, and that Oscar's stock record shows exactly what the web may sell.
Knows nothing of prices or payment.
"""
