from django.utils.translation import gettext as _

from themes.templatetags.theme import dong


class PaymentError(Exception):
    """A deed with money that was refused; `sentence` tells a person what happened, what is safe, what to do."""

    sentence: str


class HouseUnavailable(PaymentError):
    """The payment house gave no usable answer. Asking again with the same key is safe."""

    @property
    def sentence(self) -> str:
        return _("The card service does not answer. Your order is kept and nothing was charged. Try again in a minute.")


class HouseRefused(PaymentError):
    """The payment house understood and said no. `param`: the field it objects to, where it named one."""

    def __init__(self, message: str, *, param: str = "", code: str = ""):
        super().__init__(message)
        self.param, self.code = param, code

    @property
    def sentence(self) -> str:
        return _("The card service refused this. Your order is kept and nothing was charged. Call us and we will help.")


class OrderIsOver(PaymentError):
    """The order was cancelled or ran out: it is no longer to be paid."""

    def __init__(self, *, order):
        super().__init__(f"order {order.number} is {order.status}")
        self.order = order

    @property
    def sentence(self) -> str:
        return _(
            "Order %(number)s is no longer waiting for payment. Nothing was charged. Order again if you still want it."
        ) % {"number": self.order.number}


class NothingCaptured(PaymentError):
    """There is no money of this order to give back."""

    def __init__(self, *, order):
        super().__init__(f"nothing was captured for order {order.number}")
        self.order = order

    @property
    def sentence(self) -> str:
        return _("No money has come in for order %(number)s, so there is nothing to give back.") % {
            "number": self.order.number
        }


class RefundTooLarge(PaymentError):
    """More dong asked back than are left of what was captured, or of what was paid for shipping."""

    def __init__(self, *, asked: int, left: int):
        super().__init__(f"{asked} asked, {left} left")
        self.asked, self.left = asked, left

    @property
    def sentence(self) -> str:
        return _(
            "You asked to give back %(asked)s, but only %(left)s can still be given back. Nothing was changed."
        ) % {
            "asked": dong(self.asked),
            "left": dong(self.left),
        }


class TooManyUnits(PaymentError):
    """More units of a line to refund than were paid for and not yet refunded."""

    def __init__(self, *, line, asked: int, left: int):
        super().__init__(f"{asked} of {line} asked, {left} left")
        self.line, self.asked, self.left = line, asked, left

    @property
    def sentence(self) -> str:
        return _(
            "You asked to refund %(asked)d × %(product)s, but only %(left)d can still be refunded. Nothing was changed."
        ) % {
            "asked": self.asked,
            "left": self.left,
            "product": self.line.title,
        }


class EmptyRefund(PaymentError):
    """A refund of no units and no shipping."""

    @property
    def sentence(self) -> str:
        return _("Choose the goods or the shipping to refund. Nothing was changed.")


class NotByHand(PaymentError):
    """This refund goes through the card service, or was already paid back."""

    @property
    def sentence(self) -> str:
        return _("This refund is not waiting to be paid back by hand. Nothing was changed; load the page again.")


class AlreadyRecorded(PaymentError):
    """This money was recorded before, under the same reference."""

    def __init__(self, *, entry):
        super().__init__(f"reference {entry.reference} is known")
        self.entry = entry

    @property
    def sentence(self) -> str:
        return _("Reference %(reference)s was recorded before, with %(amount)s. Nothing was changed.") % {
            "reference": self.entry.reference,
            "amount": dong(self.entry.amount),
        }


class NotToBeLookedAt(PaymentError):
    """The entry or payment was resolved before, perhaps by a colleague."""

    @property
    def sentence(self) -> str:
        return _("This was already resolved. Nothing was changed; load the page again.")


class UnreadableStatement(PaymentError):
    """The file as a whole is no bank statement that we can read. `why`: in words."""

    def __init__(self, why: str):
        super().__init__(why)
        self.why = why

    @property
    def sentence(self) -> str:
        return str(self.why)
