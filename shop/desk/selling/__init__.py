"""The desk's screens for orders, parcels, payments and refunds.

Each deed is one call to order or payment; who may press it is said by `desk.access`.
"""
