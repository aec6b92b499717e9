"""Can it be bought now, and how many: answers that carry their words."""

from django.utils.translation import gettext_lazy as _
from oscar.apps.partner.availability import Base

from catalogue.publishing import Refusal


class Refused(Base):
    """The gate says no."""

    code = "refused"

    def __init__(self, refusal: Refusal):
        self.refusal = refusal

    @property
    def message(self):
        return self.refusal.sentence

    @property
    def short_message(self):
        return self.refusal.note

    def is_purchase_permitted(self, quantity):
        return False, self.refusal.sentence


class InSizes(Base):
    """A product that is bought in one of its sizes, never itself."""

    code = "sizes"
    message = _("Choose a size first.")

    def is_purchase_permitted(self, quantity):
        return False, self.message


class NotOffered(Base):
    """No price has been set."""

    code = "not_offered"
    message = _("It has no price yet, so it cannot be bought online.")
    short_message = _("No price yet")

    def is_purchase_permitted(self, quantity):
        return False, self.message


class OnShelf(Base):
    """`left` units may be sold online now."""

    def __init__(self, left: int):
        self.left = left

    @property
    def code(self):
        return "in_stock" if self.left else "sold_out"

    @property
    def message(self):
        return _("%(n)d left") % {"n": self.left} if self.left else _("Sold out for now. Look again in a few days.")

    @property
    def short_message(self):
        return self.message if self.left else _("Sold out for now")

    def is_purchase_permitted(self, quantity):
        if not self.left:
            return False, self.message
        if quantity > self.left:
            return False, _("Only %(n)d left.") % {"n": self.left}
        return True, ""
