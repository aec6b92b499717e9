"""Who makes the goods (chủ thể): legal form, tax code, place, contact, members, verification.

Promises that an unverified producer is recognisable as such everywhere. Knows nothing of money owed to them.
"""
