"""Writing the rulebooks and their criteria sets from `catalogue/data`, as often as one likes."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import transaction

from catalogue.data import rows
from catalogue.evaluation.models import CriteriaSet, Rulebook


@transaction.atomic
def load(*, progress: Callable[[int], Any] = lambda done: None) -> None:
    """Bring rulebooks and criteria sets to what the tables say; sets are matched by rulebook and number."""
    rulebooks = {rulebook.number: rulebook for rulebook in Rulebook.objects.all()}
    for row in rows("rulebooks.csv"):
        rulebook = rulebooks.setdefault(row["number"], Rulebook(number=row["number"]))
        _say(
            rulebook,
            in_force_from=date.fromisoformat(row["in_force_from"]),
            in_force_to=date.fromisoformat(row["in_force_to"]) if row["in_force_to"] else None,
            validity_months=int(row["validity_months"]),
            extension_days=int(row["extension_days"]),
        )
        progress(1)
    sets = {(known.rulebook_id, known.number): known for known in CriteriaSet.objects.all()}
    for row in rows("criteria_sets.csv"):
        rulebook, number = rulebooks[row["rulebook"]], int(row["number"])
        criteria_set = sets.get((rulebook.pk, number)) or CriteriaSet(rulebook=rulebook, number=number)
        _say(criteria_set, group=row["group"], family=row["family"], name=row["name"])
        progress(1)


def _say(thing: Rulebook | CriteriaSet, **facts) -> None:
    """Save it where it is new or says something else."""
    if thing.pk and all(getattr(thing, name) == value for name, value in facts.items()):
        return
    for name, value in facts.items():
        setattr(thing, name, value)
    thing.save()
