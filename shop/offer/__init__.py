"""Reductions: offers for all and codes for some. Fork of Oscar's offers.

Promises whole dong, that what an offer gives is what its lines get, and that no strong drink is ever promoted.
Reductions on shipping are not made. Must not know of orders but by their lines.
"""
