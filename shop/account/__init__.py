"""A shopper's account: who they are, their orders and addresses; `entering` lets them in, `privacy` keeps their data.

Promises that nobody sees another's orders or addresses. Oscar's customer views in our own doors; its models stay as
they are. Wishes, waiting and reviews are rooms of their own that lay their pages beside these.
"""
