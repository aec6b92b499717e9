"""Refusals of the settlement room."""

from django.utils.translation import gettext as _


class SettlementError(Exception):
    """Something this room refuses to do; nothing was written."""

    @property
    def sentence(self) -> str:
        return str(self)


class WrittenOnce(SettlementError):
    def __init__(self):
        super().__init__("An accrual is written once; a second one puts a mistake right")


class KeyReused(SettlementError):
    """One source key was used for two different earnings."""

    def __init__(self, source_key: str):
        super().__init__(f"The source key {source_key!r} already stands for something else")


class MoreThanWasSold(SettlementError):
    """More units or dong are given back than the sale brought."""

    def __init__(self, *, of, units: int, gross: int):
        super().__init__(f"Sale {of.pk}: {units} units and {gross} dong given back of {of.quantity} and {of.gross}")


class NothingToSettle(SettlementError):
    @property
    def sentence(self):
        return _("Nothing is waiting to be settled up to this day. Nothing was written.")


class AlreadyPaid(SettlementError):
    @property
    def sentence(self):
        return _("This statement is paid already. Nothing was changed.")


class InThePast(SettlementError):
    @property
    def sentence(self):
        return _("What was sold keeps the terms of its day: terms begin and end today or later. Nothing was changed.")


class BeginsAlready(SettlementError):
    """For the same producer and kind of location others begin on that day."""

    def __init__(self, *, day):
        super().__init__(f"Terms begin on {day} already")

    @property
    def sentence(self):
        return _("Others that say the same of whom and where begin on that day. Choose another day.")
