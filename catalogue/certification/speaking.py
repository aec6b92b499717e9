"""Which certificate of a product speaks."""

from collections.abc import Iterable
from datetime import date

from catalogue.certification.models import Certificate


def speaking(held: Iterable[Certificate], *, day: date) -> Certificate | None:
    """The one valid on that day, else the next to come, else the last that was. `held`: newest first."""
    held = list(held)
    valid = (one for one in held if one.state_on(day) == Certificate.State.VALID)
    coming = (one for one in reversed(held) if one.state_on(day) == Certificate.State.NOT_YET)
    return next(valid, None) or next(coming, None) or next(iter(held), None)
