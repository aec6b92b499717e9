"""Provinces and wards through time: what is where today, and what became of what was.

Codes are reused by law, so a unit is a code with dates. Old wards were merged and divided:
from old to new is a relation, not a function. Knows nothing of who lives or sells there.
"""
