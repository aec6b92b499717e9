from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from shop.locations.models import Location
from shop.pos.events.bodies import Understood
from shop.pos.events.event import Event, Type


@dataclass(slots=True)
class Deed:
    """An event that was understood, on its way into the books. `staff` and `shift` are known once introduced.

    `lines`: the rows of a sale or a refund, once they are written.
    """

    event: Event
    understood: Understood
    location: Location
    staff: Any = None
    shift: Any = None  # a Shift; none where goods are moved outside of any
    lines: list[Any] = field(default_factory=list)

    @property
    def type(self) -> Type:
        return self.understood.type

    @property
    def body(self) -> Any:
        return self.understood.body

    @property
    def at(self) -> datetime:
        return self.event.happened_at

    @property
    def is_correction(self) -> bool:
        return self.shift is not None and self.shift.is_closed

    def key(self, line: int | str = "") -> str:
        """Of a movement in the ledger that this event makes."""
        return f"pos:{self.event.event_id}:{line}"
