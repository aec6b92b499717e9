"""Refusals of a stocktake. `str()` is a sentence for people; nothing was written."""

from django.utils.translation import gettext as _


class StocktakeError(Exception):
    pass


class AlreadyEnded(StocktakeError):
    def __init__(self):
        super().__init__(_("This stocktake has ended. Begin a new one to count again."))


class NothingCounted(StocktakeError):
    def __init__(self):
        super().__init__(_("Nothing is counted yet. Write down what lies on at least one shelf."))


class NotExplained(StocktakeError):
    """`lines`: those that differ from the ledger and have no cause."""

    def __init__(self, lines):
        super().__init__(
            _("Differences without a cause: %(n)d. Choose what happened to each; nothing was changed.")
            % {"n": len(lines)}
        )
        self.lines = lines
