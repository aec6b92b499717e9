"""Refusals of the fairs, each with the sentence that a person reads."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


class FairError(Exception):
    """Something this room refuses to do; nothing was written."""

    @property
    def sentence(self) -> str:
        return str(self)


class OutOfTurn(FairError):
    """A step was asked for before the one in front of it, or after the one behind it."""

    def __init__(self, *, booth):
        super().__init__(f"Booth {booth.pk} is {booth.state}")
        self.booth = booth

    @property
    def sentence(self):
        return _("%(booth)s is now: %(state)s. This step is not its next one; nothing was changed.") % {
            "booth": self.booth.title,
            "state": self.booth.get_state_display(),
        }


class FairIsClosed(FairError):
    @property
    def sentence(self):
        return _("The fair is closed. Nothing was changed.")


class NumberIsTaken(FairError):
    def __init__(self, *, number: str):
        super().__init__(number)
        self.number = number

    @property
    def sentence(self):
        return _("Booth %(number)s has somebody already. Choose another number.") % {"number": self.number}


class NothingHere(FairError):
    @property
    def sentence(self):
        return _("No goods have arrived at this booth yet. Send some and count them in first.")


class StillOnTheWay(FairError):
    @property
    def sentence(self):
        return _("Goods are still on their way to this booth. Count them in first.")


class ShiftIsOpen(FairError):
    @property
    def sentence(self):
        return _("A counter of this booth still has an open shift. Close it on the counter first.")


class NotAllCounted(FairError):
    def __init__(self, *, missing: int):
        super().__init__(f"{missing} lots are not counted")
        self.missing = missing

    @property
    def sentence(self):
        return ngettext(
            "%(n)d lot is not counted yet. Where nothing is left, write 0.",
            "%(n)d lots are not counted yet. Where nothing is left, write 0.",
            self.missing,
        ) % {"n": self.missing}


class NotExplained(FairError):
    @property
    def sentence(self):
        return _("Say first why the count differs.")


class StillPromised(FairError):
    def __init__(self, *, units: int):
        super().__init__(f"{units} units are promised to buyers")
        self.units = units

    @property
    def sentence(self):
        return ngettext(
            "%(n)d unit here is promised to a buyer on the web. Send its parcel first.",
            "%(n)d units here are promised to buyers on the web. Send their parcels first.",
            self.units,
        ) % {"n": self.units}


class DoesNotAddUp(FairError):
    """Goods are still there, or the ledger went short since they left."""

    def __init__(self, *, units: int):
        super().__init__(f"{units} units are left")
        self.units = units

    @property
    def sentence(self):
        return _("The books say %(n)+d units at this booth, which should be empty. Look at its goods first.") % {
            "n": self.units
        }


class CashDiffers(FairError):
    def __init__(self, *, expected: int, counted: int):
        super().__init__(f"{expected} expected, {counted} counted")
        self.expected = expected
        self.counted = counted

    @property
    def sentence(self):
        return _("The cash differs from what is expected. Say why.")


class BoothsUnsettled(FairError):
    def __init__(self, *, booths: int):
        super().__init__(f"{booths} booths are not settled")
        self.booths = booths

    @property
    def sentence(self):
        return ngettext("%(n)d booth is not settled yet.", "%(n)d booths are not settled yet.", self.booths) % {
            "n": self.booths
        }
