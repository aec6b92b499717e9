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
    rulebooks = {}
    # The oldest first: a rulebook must end before the next begins, also half way through.
    for row in rows("rulebooks.csv"):
        rulebooks[row["number"]], _ = Rulebook.objects.update_or_create(
            number=row["number"],
            defaults={
                "in_force_from": date.fromisoformat(row["in_force_from"]),
                "in_force_to": date.fromisoformat(row["in_force_to"]) if row["in_force_to"] else None,
                "validity_months": int(row["validity_months"]),
                "extension_days": int(row["extension_days"]),
            },
        )
        progress(1)
    for row in rows("criteria_sets.csv"):
        CriteriaSet.objects.update_or_create(
            rulebook=rulebooks[row["rulebook"]],
            number=int(row["number"]),
            defaults={"group": row["group"], "family": row["family"], "name": row["name"]},
        )
        progress(1)
