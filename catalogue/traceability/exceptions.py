"""Refusals of the deeds on lots. `str()` is a sentence for people."""

from datetime import date

from django.utils.translation import gettext as _


class LotError(Exception):
    """A lot could not be made. Nothing was written."""


class BadLotCode(LotError):
    def __init__(self, *, code: str):
        super().__init__(
            _("“%(code)s” cannot be a lot code: use up to 20 letters without accents and digits, no spaces.")
            % {"code": code}
        )
        self.code = code


class LotCodeTaken(LotError):
    def __init__(self, *, product, code: str):
        super().__init__(
            _("%(product)s already has a lot %(code)s with other dates or another quantity.")
            % {"product": product.get_title(), "code": code}
        )
        self.product, self.code = product, code


class LotExpiresBeforeMade(LotError):
    def __init__(self, *, made_on: date, expires_on: date):
        super().__init__(
            _("A lot made on %(made)s cannot be best before %(expires)s.")
            % {"made": made_on.strftime("%d/%m/%Y"), "expires": expires_on.strftime("%d/%m/%Y")}
        )
        self.made_on, self.expires_on = made_on, expires_on


class EmptyLot(LotError):
    def __init__(self):
        super().__init__(_("A lot holds at least one unit."))


class LotOfNoSize(LotError):
    def __init__(self, *, product):
        super().__init__(
            _("%(product)s comes in sizes: make the lot for one of them.") % {"product": product.get_title()}
        )
        self.product = product
