"""Which counters there are, and who may unlock them.

Promises that a device is one location's, that its token is nowhere written down, that a code enrols once, and that
a revoked device is let in nowhere but to hand over what it still holds. A PIN opens a screen, never the server.
Knows nothing of goods, sales or what a device sends.
"""
