"""Writing the administrative units of both times, as often as one likes."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from typing import Any

from django.db import transaction
from django.dispatch import Signal

from catalogue.folding import fold
from catalogue.places.models import Province, Ward
from catalogue.places.sources import LEGACY_FROM, REFORM, Sources, Unit

PROVINCE_FACTS = ("name", "short_name", "folded", "valid_to", "note", "latitude", "longitude", "region")
WARD_FACTS = ("name", "short_name", "folded", "valid_to", "note", "latitude", "longitude", "province_id")
BATCH = 2_000

Period = tuple[date, date | None]
TODAY: Period = (REFORM, None)
BEFORE: Period = (LEGACY_FROM, REFORM)

# Sent after the commit, with `wards` and `provinces`: the keys of those that say something new.
units_changed = Signal()


@transaction.atomic
def load(*, progress: Callable[[int], Any] = lambda done: None) -> None:
    """Bring provinces and wards to what the packages say. `progress` is told how many units were dealt with.

    Units are matched by code and first day, so that whatever points at them keeps pointing at them; none is deleted.
    """
    sources = Sources()
    changed: dict[Any, set[int]] = {Province: set(), Ward: set()}

    def written(model, facts: tuple[str, ...], units: list[tuple[Unit, Period, dict]]) -> dict:
        keys, news = _write(model, facts, units)
        changed[model] |= news
        progress(len(units))
        return keys

    provinces = written(Province, PROVINCE_FACTS, [(unit, BEFORE, {}) for unit in sources.legacy_provinces()])
    provinces |= written(Province, PROVINCE_FACTS, [(unit, TODAY, {}) for unit in sources.provinces()])

    def placed(units: Iterable[Unit], period: Period):
        return [(unit, period, {"province_id": provinces[unit.province_code, period[0]]}) for unit in units]

    legacy_wards = list(sources.legacy_wards())
    wards = written(Ward, WARD_FACTS, placed(legacy_wards, BEFORE))
    wards |= written(Ward, WARD_FACTS, placed(sources.wards(), TODAY))
    changed[Province] |= _link(Province, sources.legacy_provinces(), provinces)
    changed[Ward] |= _link(Ward, legacy_wards, wards)
    if any(changed.values()):
        told = {"provinces": changed[Province], "wards": changed[Ward]}
        transaction.on_commit(partial(units_changed.send, sender=load, **told))


def _write(model, facts: tuple[str, ...], units: list[tuple[Unit, Period, dict]]) -> tuple[dict, set[int]]:
    """Create what is missing, change what differs. Returns (code, first day) → key, and the keys of what changed."""
    first_day = units[0][1][0]
    # Tuples, not instances: thirteen thousand of them are looked through at every start of the demonstration.
    held = model.objects.filter(valid_from=first_day).values_list("code", "pk", *facts)
    known = {code: (pk, said) for code, pk, *said in held}
    new, changed = [], []
    for unit, (valid_from, valid_to), more in units:
        said = {
            "name": unit.name,
            "short_name": unit.short_name,
            "folded": fold(unit.name),
            "valid_to": valid_to,
            "note": unit.note,
            "latitude": unit.latitude,
            "longitude": unit.longitude,
        } | (more or {"region": unit.region})
        if unit.code not in known:
            new.append(model(code=unit.code, valid_from=valid_from, **said))
        elif known[unit.code][1] != [said[name] for name in facts]:
            changed.append(model(pk=known[unit.code][0], **said))
    model.objects.bulk_create(new, batch_size=BATCH)
    model.objects.bulk_update(changed, facts, batch_size=500)
    keys = {code: pk for code, (pk, said) in known.items()} | {row.code: row.pk for row in new}
    return {(code, first_day): pk for code, pk in keys.items()}, {row.pk for row in changed}


def _link(model, units: Iterable[Unit], keys: dict) -> set[int]:
    """Returns the keys of those that have another predecessor now."""
    through = model.successors.through
    name = model._meta.model_name
    old, new = f"from_{name}_id", f"to_{name}_id"
    known = set(through.objects.values_list(old, new))
    pairs = {
        (keys[unit.code, LEGACY_FROM], keys[successor, REFORM]) for unit in units for successor in unit.successor_codes
    }
    through.objects.bulk_create(
        [through(**{old: before, new: after}) for before, after in sorted(pairs - known)], batch_size=BATCH
    )
    return {after for __, after in pairs - known}
