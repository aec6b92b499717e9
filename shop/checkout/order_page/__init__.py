"""An order's own page, for whoever holds its link: where it stands, what to do now, what it came to.

Promises that nobody without the token sees an order, and that the page asks the database the same
however many lines and parcels there are.
"""
