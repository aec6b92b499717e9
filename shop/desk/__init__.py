"""Working screens by role under /ban/: orders, payments, stock, labels.

Thin: each screen makes one call to the room that owns the deed. Holds no rule of its own but who may enter.
"""
