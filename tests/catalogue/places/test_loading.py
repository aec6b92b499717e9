from collections import Counter
from datetime import date

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from catalogue.places.loading import load
from catalogue.places.models import Province, Ward
from catalogue.places.sources import Sources
from shop.demo.data import rows


def of_demo() -> list[tuple[str, str, str]]:
    """(ward code, ward, province without its kind) of every place that the demo names."""
    places = [*rows("products.csv"), *rows("sales_points.csv")]
    return [
        (row["ward_code"], row["ward"], row["province"].removeprefix("Thành phố ").removeprefix("Tỉnh "))
        for row in places
    ]


class PlacesTests(TestCase):
    """Loaded once for all of them: two seconds each would add up."""

    @classmethod
    def setUpTestData(cls):
        load()

    def test_there_are_34_provinces_and_3321_wards_today(self):
        provinces = Counter(name.split(" ")[0] for name in Province.objects.current().values_list("name", flat=True))
        wards = Counter(name.split(" ")[0] for name in Ward.objects.current().values_list("name", flat=True))

        assert provinces == {"Tỉnh": 25, "Thành": 9}
        assert wards == {"Xã": 2599, "Phường": 709, "Đặc": 13}

    def test_there_were_63_provinces_and_10035_wards_with_a_code_before(self):
        day = date(2025, 6, 30)

        assert (Province.objects.valid_on(day).count(), Ward.objects.valid_on(day).count()) == (63, 10_035)

    def test_on_the_day_of_the_reform_the_new_hold_and_the_old_do_not(self):
        day = date(2025, 7, 1)

        assert (Province.objects.valid_on(day).count(), Ward.objects.valid_on(day).count()) == (34, 3_321)

    def test_every_place_of_the_demo_is_where_it_says(self):
        today = {ward.code: ward for ward in Ward.objects.current().select_related("province")}

        found = [(code, today[code].name, today[code].province.short_name) for code, _, _ in of_demo()]

        assert found == of_demo()

    def test_the_three_provinces_of_the_demo(self):
        codes = ("38", "48", "51")
        named = list(Province.objects.current().filter(code__in=codes).values_list("code", "name", "region"))

        assert named == [
            ("38", "Tỉnh Thanh Hóa", "centre"),
            ("48", "Thành phố Đà Nẵng", "centre"),
            ("51", "Tỉnh Quảng Ngãi", "centre"),
        ]

    def test_what_became_of_quang_nam_and_kon_tum(self):
        went_to = {
            old.name: [new.name for new in old.successors.all()]
            for old in Province.objects.filter(name__in=["Tỉnh Quảng Nam", "Tỉnh Kon Tum"])
        }

        assert went_to == {"Tỉnh Quảng Nam": ["Thành phố Đà Nẵng"], "Tỉnh Kon Tum": ["Tỉnh Quảng Ngãi"]}

    def test_a_divided_ward_went_to_several(self):
        hoa_lien = Ward.objects.get(name="Xã Hòa Liên", province__name="Thành phố Đà Nẵng", valid_to=date(2025, 7, 1))

        assert {ward.name for ward in hoa_lien.successors.all()} == {"Phường Hải Vân", "Phường Liên Chiểu"}

    def test_every_old_ward_went_somewhere_and_every_new_one_came_from_somewhere_but_the_islands(self):
        orphans = Ward.objects.current().filter(predecessors=None).values_list("name", flat=True)

        assert Ward.objects.exclude(valid_to=None).filter(successors=None).count() == 0
        # Island districts had no wards, so nothing with a code became these.
        assert set(orphans) == {
            "Đặc khu Bạch Long Vĩ",
            "Đặc khu Cồn Cỏ",
            "Đặc khu Côn Đảo",
            "Đặc khu Hoàng Sa",
            "Đặc khu Lý Sơn",
        }

    def test_a_code_is_used_again_by_another_ward(self):
        known = list(Ward.objects.filter(code="26740").order_by("valid_from").values_list("name", "valid_to"))

        assert known == [("Phường Bến Nghé", date(2025, 7, 1)), ("Phường Sài Gòn", None)]

    def test_an_old_ward_stays_in_its_old_province(self):
        ben_nghe = Ward.objects.get(code="26740", valid_to=date(2025, 7, 1))

        assert (ben_nghe.province.name, ben_nghe.province.valid_to) == ("Thành phố Hồ Chí Minh", date(2025, 7, 1))
        assert ben_nghe.note == "Quận 1, Thành phố Hồ Chí Minh"

    def test_every_unit_is_somewhere_in_vietnam(self):
        outside = [
            unit.name
            for model in (Province, Ward)
            for unit in model.objects.all()
            if not (unit.latitude and unit.longitude and 8 < unit.latitude < 24 and 102 < unit.longitude < 116)
        ]

        assert outside == []

    def test_loading_again_writes_nothing(self):
        before = _all_rows()

        with CaptureQueriesContext(connection) as queries:
            load()

        assert _all_rows() == before
        written = [query["sql"] for query in queries if query["sql"].split(" ")[0] in ("INSERT", "UPDATE", "DELETE")]
        assert written == []
        assert len(queries) <= 8

    def test_loading_again_puts_right_what_differs(self):
        Ward.objects.filter(code="20794", valid_to=None).update(name="Xã Sai", note="")

        load()

        assert Ward.objects.current().get(code="20794").name == "Xã Thăng An"


def _all_rows() -> tuple[list, ...]:
    return tuple(
        list(rows.values_list())
        for rows in (
            Province.objects.all(),
            Ward.objects.all(),
            Province.successors.through.objects.all(),
            Ward.successors.through.objects.all(),
        )
    )


def test_the_five_units_left_out_are_island_districts_without_a_code():
    left_out = [row["district"] for row in Sources().legacy if not row["wardCode"]]

    assert left_out == ["Huyện Bạch Long Vĩ", "Huyện Cồn Cỏ", "Huyện Hoàng Sa", "Huyện Lý Sơn", "Huyện Côn Đảo"]
