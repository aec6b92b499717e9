"""When a point of sale is open, in words."""

from datetime import datetime, timedelta

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from shop.locations.models import Location, OpeningHours

UNBROKEN_DASH = "\N{WORD JOINER}–\N{WORD JOINER}"


def is_open_at(location: Location, *, at: datetime) -> bool:
    """False also where its hours are not known."""
    return _spell_at(location, localtime(at)) is not None


def said_at(location: Location, *, at: datetime) -> str:
    """Until when it is open, or when it opens next; "" where its hours are not known."""
    here = localtime(at)
    hours = list(location.opening_hours.all())
    if now := _spell_at(location, here):
        return _("Open until %(time)s") % {"time": f"{now.closes:%H:%M}"}
    for ahead in range(8):
        day = here + timedelta(days=ahead)
        for spell in sorted(hours, key=lambda spell: spell.opens):
            if spell.weekday == day.weekday() and (ahead or spell.opens > here.time()):
                return _next(spell, ahead)
    return ""


def week_of(location: Location) -> list[tuple[str, str]]:
    """Each weekday with its spells, e.g. ("Monday", "07:30–11:30, 13:30–17:00"); days without any are closed."""
    spells: dict[int, list[str]] = {day: [] for day in OpeningHours.Weekday.values}
    for spell in location.opening_hours.all():
        spells[spell.weekday].append(f"{spell.opens:%H:%M}{UNBROKEN_DASH}{spell.closes:%H:%M}")
    if not any(spells.values()):
        return []
    return [(str(day.label), ", ".join(spells[day.value]) or _("Closed")) for day in OpeningHours.Weekday]


def _spell_at(location: Location, here: datetime) -> OpeningHours | None:
    """`here`: in the time of the place."""
    spells = (spell for spell in location.opening_hours.all() if spell.weekday == here.weekday())
    return next((spell for spell in spells if spell.opens <= here.time() < spell.closes), None)


def _next(spell: OpeningHours, ahead: int) -> str:
    time = f"{spell.opens:%H:%M}"
    if ahead == 0:
        return _("Closed now, opens at %(time)s") % {"time": time}
    if ahead == 1:
        return _("Closed now, opens tomorrow at %(time)s") % {"time": time}
    return _("Closed now, opens %(day)s at %(time)s") % {"day": spell.get_weekday_display(), "time": time}
