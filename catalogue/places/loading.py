"""Writing the administrative units of both times, as often as one likes."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.db import transaction

from catalogue.folding import fold
from catalogue.places.models import Province, Ward
from catalogue.places.sources import LEGACY_FROM, REFORM, Sources, Unit

PROVINCE_FACTS = ("name", "short_name", "folded", "valid_to", "note", "latitude", "longitude", "region")
WARD_FACTS = ("name", "short_name", "folded", "valid_to", "note", "latitude", "longitude", "province_id")
BATCH = 2_000

Period = tuple[date, date | None]
TODAY: Period = (REFORM, None)
BEFORE: Period = (LEGACY_FROM, REFORM)


@transaction.atomic
def load(*, progress: Callable[[int], Any] = lambda done: None) -> None:
    """Bring provinces and wards to what the packages say. `progress` is told how many units were dealt with.

    Units are matched by code and first day, so that whatever points at them keeps pointing at them; none is deleted.
    """
    sources = Sources()
    provinces = _write(Province, PROVINCE_FACTS, [(unit, BEFORE, {}) for unit in sources.legacy_provinces()], progress)
    provinces |= _write(Province, PROVINCE_FACTS, [(unit, TODAY, {}) for unit in sources.provinces()], progress)

    def placed(units: Iterable[Unit], period: Period):
        return [(unit, period, {"province_id": provinces[unit.province_code, period[0]]}) for unit in units]

    legacy_wards = list(sources.legacy_wards())
    wards = _write(Ward, WARD_FACTS, placed(legacy_wards, BEFORE), progress)
    wards |= _write(Ward, WARD_FACTS, placed(sources.wards(), TODAY), progress)
    _link(Province, sources.legacy_provinces(), provinces)
    _link(Ward, legacy_wards, wards)


def _write(model, facts: tuple[str, ...], units: list[tuple[Unit, Period, dict]], progress) -> dict:
    """Create what is missing, change what differs. Returns (code, first day) → primary key."""
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
    progress(len(units))
    keys = {code: pk for code, (pk, said) in known.items()} | {row.code: row.pk for row in new}
    return {(code, first_day): pk for code, pk in keys.items()}


def _link(model, units: Iterable[Unit], keys: dict) -> None:
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
