from datetime import date

import pytest
from django.utils import translation

from catalogue.labelling.rules import label_of, missing, required, rules, rules_for
from catalogue.product import OcopProduct
from tests.factories import a_criteria_set, a_product

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 23)
GROUPS = {9: "food", 15: "drink", 18: "medicine", 19: "medicine", 21: "craft", 26: "visit"}


def goods_of(number, **facts):
    group = GROUPS.get(number, "food")
    return a_product(stars=None, criteria_set=a_criteria_set(number, group), **facts)


@pytest.mark.parametrize(
    ("number", "fields"),
    [
        (1, ["net_quantity", "storage"]),
        (9, ["net_quantity", "ingredients", "usage", "storage", "declaration_number"]),
        (15, ["net_quantity", "ingredients", "storage", "abv", "warnings", "declaration_number"]),
        (18, ["net_quantity", "ingredients", "usage", "storage", "declaration_number", "warnings"]),
        (19, ["net_quantity", "ingredients", "usage", "storage", "warnings", "declaration_number"]),
        (20, ["net_quantity", "ingredients", "usage", "storage"]),
        (21, ["net_quantity", "ingredients", "usage"]),
        (23, ["usage"]),
    ],
)
def test_each_kind_of_goods_says_what_its_law_wants(number, fields):
    assert required(goods_of(number), TODAY) == ["title", "producer", "origin_ward", *fields]


def test_tourism_has_no_label():
    assert required(goods_of(26), TODAY) == []


def test_goods_without_a_criteria_set_are_asked_nothing_yet():
    assert required(a_product(stars=None, criteria_set=None), TODAY) == []


def test_what_is_empty_or_blank_is_missing():
    sauce = goods_of(9, ingredients="Cá cơm, muối", usage="  ", storage="")

    assert missing(sauce, TODAY) == ["usage", "storage", "declaration_number"]


def test_a_full_label_misses_nothing():
    wine = goods_of(
        15, ingredients="Sim, gạo nếp", storage="Nơi mát", abv=0, warnings="Không bán cho người dưới 18 tuổi",
        declaration_number="01/SIM/2026",
    )  # fmt: skip

    assert missing(wine, TODAY) == []


def test_a_health_food_must_say_that_it_is_no_medicine():
    facts = {"ingredients": "Đảng sâm", "usage": "Pha nước ấm", "storage": "Nơi mát", "declaration_number": "1/ĐKSP"}
    silent = goods_of(18, warnings="Không dùng cho trẻ dưới 3 tuổi", **facts)
    plain = goods_of(
        18,
        warnings="Thực phẩm này KHÔNG phải là thuốc và không có tác dụng thay thế thuốc chữa bệnh.",
        **facts,
    )

    assert (missing(silent, TODAY), missing(plain, TODAY)) == (["warnings"], [])


def test_a_size_says_its_own_quantity_and_its_parent_the_rest():
    parent = goods_of(
        9, structure="parent", net_quantity=None, net_unit="",
        ingredients="Cá cơm, muối", usage="Chấm", storage="Nơi mát", declaration_number="1/2026",
    )  # fmt: skip
    facts = {"structure": "child", "parent": parent, "producer": None, "product_class": None, "stars": None}
    facts |= {"criteria_set": None, "origin_ward": None}
    size = a_product("Chai 250 ml", **facts)
    unmeasured = a_product("Chai", net_quantity=None, net_unit="", **facts)

    assert [missing(each, TODAY) for each in (parent, size, unmeasured)] == [[], [], ["net_quantity"]]


def test_the_law_of_the_day_applies():
    sauce = goods_of(9)

    laws = [
        {rule.law.split(",")[0].split(" (")[0] for rule in rules_for(sauce, date(year, 6, 1))}
        for year in (2016, 2017, 2026)
    ]

    assert laws[0] == set()
    assert laws[1] == {"Decree 43/2017/NĐ-CP"}
    assert laws[2] == {"Decree 37/2026/NĐ-CP", "Decree 15/2018/NĐ-CP"}


def test_every_rule_names_a_field_that_exists_and_its_law():
    fields = {field.name for field in OcopProduct._meta.get_fields()}

    assert {rule.field for rule in rules()} <= fields
    assert [rule for rule in rules() if not rule.law] == []
    assert {number for rule in rules() for number in rule.criteria_sets} == set(range(1, 26))


def test_a_field_is_called_what_people_call_it():
    sauce, basket = goods_of(9), goods_of(21)

    with translation.override("en"):
        names = [
            label_of("storage", sauce),
            label_of("ingredients", sauce),
            label_of("ingredients", basket),
        ]

    assert names == ["how to keep", "ingredients", "materials"]
