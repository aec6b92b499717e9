"""Refusals of the deeds on lots. `str()` is a sentence for people."""

from datetime import date

from django.utils.translation import gettext as _


class LotError(Exception):
    """A deed on a lot was refused. Nothing was written."""


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


class NoReason(LotError):
    def __init__(self):
        super().__init__(_("A lot is held and released with a reason. Nothing was changed."))


class AlreadyHeld(LotError):
    def __init__(self, *, hold):
        super().__init__(
            _("Lot %(lot)s is held already: %(why)s. Nothing was changed.") % {"lot": hold.lot.code, "why": hold.why}
        )
        self.hold = hold


class AlreadyReleased(LotError):
    def __init__(self, *, hold):
        super().__init__(
            _("Lot %(lot)s was released before: %(why)s. Nothing was changed.")
            % {"lot": hold.lot.code, "why": hold.why_released}
        )
        self.hold = hold
