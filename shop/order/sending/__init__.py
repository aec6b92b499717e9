"""The way of the goods: parcels drawn from reservations, packed, sent, delivered, taken back.

Each deed locks the order, then the parcel; twice is once; out of turn is refused by name.
"""
