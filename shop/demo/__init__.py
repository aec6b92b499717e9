"""Demonstration data: 55 products and all around them, so that the shop can be walked through at once.

Illustrative: prices, certificates and most stars are invented, and the site says so. Refused in production.
"""
