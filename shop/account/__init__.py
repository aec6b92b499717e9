"""A shopper's account: signing in, who they are, their orders and addresses. Oscar's customer views in our own doors.

Promises that nobody sees another's orders or addresses. Offers no wishlists, alerts or inbox, so they have no address.
Owns no model: those of Oscar's customer app stay as they are.
"""
