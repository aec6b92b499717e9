"""Certificates of stars: issued, extended, lapsed, revoked, and the page where anyone checks one.

Promises that `Certificate.objects.valid_on(day)` is the only test of validity in the house.
Knows nothing of stock, orders or prices.
"""
