"""The kinds of rows that a counter holds: which concern a location, and what each says."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from shop.locations.models import Location
from shop.pos.changes import goods, people

Row = dict[str, Any]


@dataclass(frozen=True)
class Kind:
    """`scope`: the rows of a location. `key`: their column that a counter calls `id`."""

    name: str
    scope: Callable[[Location], QuerySet]
    row: Callable[[Any], Row]
    key: str = "pk"

    def told(self, rows: Iterable) -> list[dict]:
        return [{"kind": self.name, "id": getattr(row, self.key), "row": self.row(row)} for row in rows]

    def page(self, location: Location, *, after: int, most: int) -> list:
        """At most so many rows behind the one called `after`."""
        return list(self.scope(location).filter(**{f"{self.key}__gt": after}).order_by(self.key)[:most])

    def among(self, location: Location, keys: Iterable[int]) -> list[dict]:
        """Those keys, each as a row where it concerns the location, else as gone."""
        keys = set(keys)
        rows = self.scope(location).filter(**{f"{self.key}__in": keys}).order_by(self.key) if keys else ()
        told = self.told(rows)
        gone = keys - {each["id"] for each in told}
        return told + [{"kind": self.name, "id": key, "row": None} for key in sorted(gone)]


PLACE = Kind("place", people.places, people.place_row)
STAFF = Kind("staff", people.staff, people.staff_row, key="user_id")
PRODUCT = Kind("product", goods.products, goods.product_row)
LOT = Kind("lot", goods.lots, goods.lot_row)
SHELF = Kind("shelf", goods.shelves, goods.shelf_row, key="lot_id")
TRANSFER = Kind("transfer", goods.transfers, goods.transfer_row)
KINDS = (PLACE, STAFF, PRODUCT, LOT, SHELF, TRANSFER)
