"""Ways in: a password, a code by letter, a passkey; and the proof that an address is one's own.

Promises that tries are counted and that nothing is let through while they cannot be, that known and unknown
addresses are answered alike, and that a code is nowhere written down: it is worked out from its row and our key.
Must not know what an account keeps.
"""
