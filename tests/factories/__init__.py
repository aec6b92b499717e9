"""Things to test with, made in one word each: `a_product(on_hand=5)`, `a_location()`."""

from .catalogue import a_certificate, a_criteria_set, a_lot, a_producer, a_product, a_province, a_ward
from .shop import a_basket, a_location, a_member_of_staff, a_shelf, a_shopper, an_order

__all__ = [
    "a_basket",
    "a_certificate",
    "a_criteria_set",
    "a_location",
    "a_lot",
    "a_member_of_staff",
    "a_producer",
    "a_product",
    "a_province",
    "a_shelf",
    "a_shopper",
    "a_ward",
    "an_order",
]
