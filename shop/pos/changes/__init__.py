"""What a counter must know of its location to sell on its own: everything at first, then what has changed.

Promises that no change is skipped, whoever writes it and however late it commits; that a device hears of its own
location only; and that an answer is bounded. Keeps which row changed, never what it said: rows are read when told.
"""
