"""Demonstration data: 55 products and all around them, so that the shop can be walked through at once.

Illustrative: prices, certificates and most stars are invented, and the site says so. Refused in production.
A stage writes what is missing, through the deeds of the rooms, and leaves alone what is there: the days in it
are counted from the day of the first run. The Wagtail tree is planted by cms's own command.
"""
