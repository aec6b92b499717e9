"""The payment houses: which may be offered for a bill, and how each is spoken to.

Only this room knows Stripe's and VietQR's languages. It moves no money by itself and changes no order.
"""
