from django.utils.translation import gettext as _


class OrderError(Exception):
    """A deed on an order that was refused; `sentence` tells a person what happened and what to do."""

    sentence: str


class WrongState(OrderError):
    """The order or parcel is not where this deed begins."""

    def __init__(self, *, deed: str, thing, state: str):
        super().__init__(f"cannot {deed} {thing} while {state}")
        self.deed, self.thing, self.state = deed, thing, state

    @property
    def sentence(self) -> str:
        return _("%(thing)s is “%(state)s”, so this cannot be done now. Nothing was changed; load the page again.") % {
            "thing": self.thing,
            "state": self.thing.get_state_display()
            if hasattr(self.thing, "state")
            else self.thing.get_status_display(),
        }


class AlreadySent(OrderError):
    """Goods that have left cannot be cancelled, only returned."""

    def __init__(self, *, order):
        super().__init__(f"order {order.number} has parcels on their way")
        self.order = order

    @property
    def sentence(self) -> str:
        return _("Part of order %(number)s has already been sent. Nothing was changed; it can be returned instead.") % {
            "number": self.order.number
        }


class AlreadyPacked(OrderError):
    """A buyer may cancel alone only until the first parcel is packed."""

    def __init__(self, *, order):
        super().__init__(f"order {order.number} is packed")
        self.order = order

    @property
    def sentence(self) -> str:
        return _("Order %(number)s is already packed. Nothing was changed; call us and we will see to it.") % {
            "number": self.order.number
        }


class TooMany(OrderError):
    """More units than there are to cancel or to return."""

    def __init__(self, *, wanted: int, possible: int):
        super().__init__(f"{wanted} wanted, {possible} possible")
        self.wanted, self.possible = wanted, possible

    @property
    def sentence(self) -> str:
        return _("You asked for %(wanted)d, but only %(possible)d can be taken. Nothing was changed.") % {
            "wanted": self.wanted,
            "possible": self.possible,
        }


class WrongCode(OrderError):
    """The code said at the counter is not the parcel's."""

    def __init__(self, *, parcel):
        super().__init__(f"wrong code for parcel {parcel}")
        self.parcel = parcel

    @property
    def sentence(self) -> str:
        return _("This is not the code of parcel %(parcel)s. Ask the buyer to show the code in the letter again.") % {
            "parcel": self.parcel
        }
