"""Refusals of the stock room. Each carries the numbers that a sentence for people needs."""

from django.utils.translation import gettext as _


class StockError(Exception):
    """Something the ledger refuses to do; nothing was written."""


class InsufficientStock(StockError):
    """Fewer units are there than were asked for."""

    def __init__(self, *, product, wanted: int, available: int):
        super().__init__(f"{product}: {wanted} wanted, {available} available")
        self.product = product
        self.wanted = wanted
        self.available = available

    def as_message(self) -> dict:
        """For sentences such as "Only %(n)d left of %(product)s."."""
        return {"product": self.product.get_title(), "n": self.available, "wanted": self.wanted}


class LotHeld(StockError):
    """What was to leave is of a lot that an officer holds."""

    def __init__(self, *, hold):
        super().__init__(f"Lot {hold.lot.code} is held: {hold.why}")
        self.hold = hold

    @property
    def sentence(self) -> str:
        return _(
            "%(product)s, lot %(lot)s, is held: %(why)s. It may not leave. Nothing was changed; set it aside until the "
            "lot is released, or cancel these units of the order."
        ) % {"product": self.hold.lot.product.get_title(), "lot": self.hold.lot.code, "why": self.hold.why}


class SourceKeyReused(StockError):
    """One source key was used for two different deeds."""

    def __init__(self, source_key: str):
        super().__init__(f"The source key {source_key!r} already stands for something else")
        self.source_key = source_key


class ReservationMismatch(StockError):
    """A line holds another number of units than the deed needs."""

    def __init__(self, *, line, wanted: int, held: int):
        super().__init__(f"Line {line.pk}: {wanted} wanted, {held} held")
        self.line = line
        self.wanted = wanted
        self.held = held


class TransferMismatch(StockError):
    """What was reported of a transfer's line does not add up to what was sent."""

    def __init__(self, *, line, sent: int, reported: int):
        super().__init__(f"{line}: {sent} sent, {reported} reported")
        self.line = line
        self.sent = sent
        self.reported = reported


class WrittenOnce(StockError):
    """Somebody tried to change or delete a movement; a second movement puts a mistake right."""

    def __init__(self):
        super().__init__("A movement is written once")
