"""Which rooms keep what of a person: each says how it is told and how it is forgotten."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Model

Told = list[dict[str, Any]] | dict[str, Any]


@dataclass(frozen=True)
class Holding:
    """`models`: the tables this answers for, as "app.Model". `forget` runs before the account itself is deleted."""

    name: str
    models: tuple[str, ...]
    tell: Callable[[User], Told]
    forget: Callable[[User], object]


HOLDINGS: list[Holding] = []


def hold(holding: Holding) -> None:
    HOLDINGS.append(holding)


def rows(found: Iterable[Model], *fields: str) -> list[dict[str, Any]]:
    """Each row's named fields; a dotted name follows a relation."""
    return [{field: _value(row, field) for field in fields} for row in found]


def _value(row: Any, field: str) -> Any:
    for part in field.split("."):
        row = getattr(row, part, None)
    return str(row) if isinstance(row, Model) else row
