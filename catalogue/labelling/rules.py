"""What the law wants said of goods on their label and page, by criteria set and by day.

The rules are rows of `data/label_rules.csv`, each beside its law. Criteria set 26, tourism, has no label. What a label
says of a lot (made on, best before) is kept with the lot.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache

from django.utils.translation import gettext as _

from catalogue.data import rows
from catalogue.folding import fold


@dataclass(frozen=True, slots=True)
class Rule:
    """One field wanted of some criteria sets for a time. `must_say`: words that the field must hold."""

    field: str
    criteria_sets: frozenset[int]
    in_force_from: date
    in_force_to: date | None
    must_say: str
    law: str

    def holds_on(self, day: date) -> bool:
        return self.in_force_from <= day and (self.in_force_to is None or day < self.in_force_to)


def required(product, day: date) -> list[str]:
    """Names of the fields that the law wants of this product on that day, in the order of a label."""
    return list(dict.fromkeys(rule.field for rule in rules_for(product, day)))


def missing(product, day: date) -> list[str]:
    """Those of `required` that are empty or lack the words that the law prescribes."""
    return list(dict.fromkeys(rule.field for rule in rules_for(product, day) if not _is_met(rule, product)))


def rules_for(product, day: date) -> list[Rule]:
    """The rules themselves, each with its law. A product without criteria set has none: the desk asks for it first."""
    criteria_set = product.canonical.criteria_set
    if criteria_set is None:
        return []
    return [
        rule
        for rule in rules()
        if criteria_set.number in rule.criteria_sets
        and rule.holds_on(day)
        # Each size of a parent says its own quantity.
        and not (product.is_parent and rule.field == "net_quantity")
    ]


def label_of(field: str, product) -> str:
    """What people call a field, e.g. "how to keep"; for crafts and cloth the ingredients are materials."""
    if field == "ingredients":
        criteria_set = product.canonical.criteria_set
        return _("materials") if criteria_set and criteria_set.group == "craft" else _("ingredients")
    return str(product._meta.get_field(field).verbose_name)


@cache
def rules() -> tuple[Rule, ...]:
    return tuple(
        Rule(
            field=row["field"],
            criteria_sets=_numbers(row["criteria_sets"]),
            in_force_from=date.fromisoformat(row["in_force_from"]),
            in_force_to=date.fromisoformat(row["in_force_to"]) if row["in_force_to"] else None,
            must_say=row["must_say"],
            law=row["law"],
        )
        for row in rows("label_rules.csv")
    )


def _is_met(rule: Rule, product) -> bool:
    own = product if rule.field == "net_quantity" else product.canonical
    value = getattr(own, rule.field)
    if value is None or not str(value).strip():
        return False
    return fold(rule.must_say) in fold(str(value))


def _numbers(text: str) -> frozenset[int]:
    """ "3-5;7" → {3, 4, 5, 7}."""
    numbers: set[int] = set()
    for part in text.split(";"):
        first, _dash, last = part.partition("-")
        numbers.update(range(int(first), int(last or first) + 1))
    return frozenset(numbers)
