"""Where goods are, what they cost and who has paid.

Ordering of certified goods on django-oscar, with one stock ledger behind web, counter and fair.
Promises that nothing is sold twice and that every dong is accounted for.
May import catalogue, never cms; shop.settings and shop.urls compose the whole and are exempt.
"""
