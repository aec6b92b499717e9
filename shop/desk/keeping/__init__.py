"""The desk's screens for shelves and transfers.

Each deed is one call to stock; who may press it is said by `desk.access`.
"""
