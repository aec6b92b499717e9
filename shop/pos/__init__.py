"""The counter: what a point of sale does by hand, with or without a network.

Promises that a sale which has happened is never refused, that nothing is booked twice, and that a counter holds
enough to sell lawfully on its own for as long as it must. Has no ledger of its own: goods are moved by stock.
The protocol is written down in docs/decisions/counter-protocol.md.
"""
