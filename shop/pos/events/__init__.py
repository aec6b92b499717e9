"""What counters send, kept as they said it: the envelope, the chain of hashes, taking in, setting aside.

Promises that an event is stored once and never changed, that none is lost without a gap being told, and that what is
acknowledged is in the ledger or in quarantine where people see it. What an event means is known by `handlers`.
"""
