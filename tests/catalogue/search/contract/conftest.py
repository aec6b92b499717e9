"""The engine under test, and a stall of goods that most tests look through."""

from datetime import date

import pytest
from django.utils.timezone import localdate

from catalogue.evaluation.models import CriteriaSet
from catalogue.models import Product
from catalogue.places.models import Province, Ward
from catalogue.search.database.engine import DatabaseEngine
from catalogue.search.editing import synonyms
from catalogue.search.entries.refreshing import rebuild
from catalogue.search.models import Entry
from catalogue.search.protocol import Found, Kind
from catalogue.search.question import Question
from tests.factories import a_criteria_set, a_producer, a_product, a_province, a_ward

REFORM = date(2025, 7, 1)


class Stall:
    """Goods put into one engine, which is asked in titles."""

    def __init__(self, engine, settle=lambda: None, begin=lambda: None):
        self.engine = engine
        self.settle = settle
        self.today = localdate()
        begin()

    def open(self) -> None:
        """Make all goods findable as they are now."""
        rebuild()
        self.put(Entry.objects.select_related("province", "ward").order_by("pk"))

    def put(self, entries) -> None:
        self.engine.put(list(entries))
        self.settle()

    def drop(self, product_ids) -> None:
        self.engine.drop(product_ids)
        self.settle()

    def ask(self, q="", *, day=None, page=1, per_page=24, **asked) -> Found:
        return self.engine.find(Question(q=q, **asked), day=day or self.today, page=page, per_page=per_page)

    def titles(self, q="", **asked) -> list[str]:
        named = dict(Product.objects.values_list("pk", "title"))
        return [named[pk] for pk in self.ask(q, **asked).product_ids]

    def suggested(self, typed, kind: Kind, most=4) -> list[str]:
        found = self.engine.suggest(typed, day=self.today, most=most)
        return [each.label for each in found if each.kind == kind]


@pytest.fixture(
    params=[
        "sqlite",
        pytest.param("postgres", marks=pytest.mark.postgres),
        pytest.param("elasticsearch", marks=pytest.mark.elasticsearch),
    ]
)
def stall(request, db) -> Stall:
    if request.param != "elasticsearch":
        return Stall(DatabaseEngine())
    from catalogue.search.elastic import catching_up, client
    from catalogue.search.elastic.engine import ElasticEngine

    request.getfixturevalue("elasticsearch")
    return Stall(ElasticEngine(), lambda: client.patient().indices.refresh(index="test-*"), catching_up.rebuild)


@pytest.fixture
def goods(seven_goods, stall) -> Stall:
    """Fish sauces of two makers, oil, garlic, wine, meat, and a scarf whose certificate has lapsed; words known."""
    if stall.engine.name == "elasticsearch":
        stall.open()
    return stall


@pytest.fixture(scope="module")
def seven_goods(ground) -> None:
    with ground():
        _write_seven_goods()
        rebuild()


def _write_seven_goods() -> None:
    synonyms.load()
    danang, quangngai = a_province(), a_province("51", "Tỉnh Quảng Ngãi")
    _before(Province, "49", "Tỉnh Quảng Nam", danang)
    thang_an = a_ward("20794", "Xã Thăng An", danang)
    _before(Ward, "20812", "Xã Bình Dương", thang_an, note="Huyện Thăng Bình, Tỉnh Quảng Nam", province=danang)
    tra_my, ly_son = a_ward("20900", "Xã Trà My", danang), a_ward("21548", "Đặc khu Lý Sơn", quangngai)
    groups = CriteriaSet.Group
    drink = a_criteria_set(15, groups.DRINK, family="Đồ uống có cồn")
    craft = a_criteria_set(22, groups.CRAFT, family="Vải, may mặc")
    meat = a_criteria_set(2, groups.FOOD, family="Thực phẩm tươi sống")
    for title, maker, ward, price, stars, units, more in (
        ("Nước mắm Cửa Khe", "Hợp tác xã Cửa Khe", thang_an, 120_000, 4, 5, {}),
        ("Nước mắm Nam Ô", "Làng nghề Nam Ô", thang_an, 90_000, 3, 5, {}),
        ("Dầu phụng nguyên chất", "Hợp tác xã Tam Phú", thang_an, 85_000, 4, 0, {}),
        ("Tỏi Lý Sơn", "Hợp tác xã An Vĩnh", ly_son, 130_000, 4, 5, {}),
        ("Rượu sim Măng Đen", "Công ty TNHH Vang sim", ly_son, 190_000, 3, 5, {"criteria_set": drink}),
        ("Thịt heo đen", "Tổ hợp tác Trà Giang", tra_my, 210_000, 3, 0, {"criteria_set": meat, "is_chilled": True}),
        ("Khăn thổ cẩm", "Hợp tác xã Tà Bhing", tra_my, 380_000, None, 5, {"criteria_set": craft}),
    ):
        a_product(
            title,
            producer=a_producer(maker, ward=ward),
            origin_ward=ward,
            price=price,
            stars=stars,
            on_hand=units or None,
            **more,
        )


def _before(model, code, name, successor, **facts) -> None:
    """What a place was called before the reform."""
    short = name.partition(" ")[2]
    unit = model(code=code, name=name, short_name=short, valid_from=date(2025, 1, 1), valid_to=REFORM, **facts)
    unit.save()
    unit.successors.add(successor)
