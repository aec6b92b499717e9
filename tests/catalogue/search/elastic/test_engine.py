"""Elasticsearch answers as the database does, in the same order, with the same counts."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from catalogue.evaluation.models import CriteriaSet
from catalogue.search.database.engine import DatabaseEngine
from catalogue.search.elastic import catching_up, index
from catalogue.search.elastic.engine import ElasticEngine
from catalogue.search.entries.refreshing import rebuild
from catalogue.search.models import Entry, Synonym
from catalogue.search.protocol import Found
from catalogue.search.question import Question
from tests.factories import a_criteria_set, a_producer, a_product, a_province, a_ward

pytestmark = [pytest.mark.elasticsearch, pytest.mark.django_db]

TYPED = [
    "", "nuoc mam cua khe", "NƯỚC MẮM", "nước mắm", "nuớc mắm", "nuoc mam cua ke", "nuocmam", "nuocmamcuake",
    "dau phong", "đậu phụng", "lac", "bò", "bơ", "bo", "Quảng Nam", "quang nam", "tra my", "fish sauce", "gia vi",
    "hop tac xa cua khe", "893123", "48-20794-777-2026", "nuoc mam ca com tre", "xyzxyz", "!!!",
]  # fmt: skip
ASKED = [
    {},
    {"sort": "price"},
    {"sort": "-price"},
    {"sort": "new"},
    {"stars": ("4",)},
    {"group": ("drink",), "stars": ("3",)},
    {"province": ("48",)},
    {"province": ("48",), "ward": ("20794",)},
    {"in_stock": True},
    {"chilled": True},
    {"price_min": 100_000, "price_max": 150_000},
    {"price_max": 1},
]


@pytest.fixture
def market(elasticsearch, vietnam):
    """A dozen goods that differ in all that can be asked, known to both engines."""
    quang_nam = a_province("49", "Tỉnh Quảng Nam")
    quang_nam.successors.add(a_province())
    tra_my = a_producer("Hợp tác xã Trà My")
    nam_o = a_ward("20200", "Phường Nam Ô")
    drinks = a_criteria_set(20, CriteriaSet.Group.DRINK, family="Đồ uống không cồn")
    Synonym.objects.create(words="đậu phộng, đậu phụng, lạc")
    a_product("Nước mắm Cửa Khe", gtin=None, stars=4, on_hand=5)
    a_product("Nước mắm Cửa Khe loại hai", stars=3, price=90_000, on_hand=0)
    a_product("Mắm cá cơm Nam Ô", origin_ward=nam_o, stars=5, price=150_000, ingredients="Cá cơm, muối, nước mắm")
    a_product("Nước mía", producer=tra_my, criteria_set=drinks, stars=3, on_hand=2, is_chilled=True)
    a_product("Bơ sáp", producer=tra_my, stars=None)
    a_product("Bò khô", producer=tra_my, stars=4, price=200_000, on_hand=1)
    a_product("Dầu đậu phụng", producer=tra_my, stars=4)
    a_product(
        "Bánh tráng mè", producer=tra_my, origin_ward=a_ward("1", "Xã Ba Động", a_province("51", "Tỉnh Quảng Ngãi"))
    )
    a_product("Muối ớt", is_public=False)
    rebuild()
    catching_up.rebuild()
    elasticsearch.indices.refresh(index=index.serving())


def find(engine, question: Question, **asked) -> Found:
    return engine.find(question, **({"day": localdate(), "page": 1, "per_page": 24} | asked))


@pytest.mark.parametrize("typed", TYPED)
def test_both_engines_answer_alike(market, typed):
    questions = [Question(q=typed, **asked) for asked in ASKED]
    moments = [{}, {"day": localdate() + timedelta(days=2000)}, {"page": 2, "per_page": 2}]

    answers = [find(ElasticEngine(), question, **moment) for question in questions for moment in moments]

    assert answers == [find(DatabaseEngine(), question, **moment) for question in questions for moment in moments]


@pytest.mark.parametrize(
    "typed", ["n", "nuoc", "nước m", "b", "bò", "tra", "hop tac", "quang", "nam o", "dau ph", "zzz"]
)
def test_both_engines_suggest_alike(market, typed):
    suggested = ElasticEngine().suggest(typed, day=localdate(), most=4)

    assert suggested == DatabaseEngine().suggest(typed, day=localdate(), most=4)


def test_a_stars_other_choices_are_still_counted(market):
    found = find(ElasticEngine(), Question(stars=("4",)))

    assert (found.count, found.facets["stars"]) == (4, {"5": 1, "4": 4, "3": 2})


def test_a_lapsed_certificate_needs_no_new_index(market):
    later = localdate() + timedelta(days=2000)

    assert find(ElasticEngine(), Question(stars=("5",))).count == 1
    assert find(ElasticEngine(), Question(stars=("5",)), day=later).count == 0


def test_a_page_beyond_the_deepest_is_empty(market):
    found = find(ElasticEngine(), Question(), page=10**9)

    assert (found.product_ids, found.count) == ((), Entry.objects.filter(is_shown=True).count())


def test_an_engine_without_any_goods_answers(elasticsearch):
    catching_up.rebuild()

    assert find(ElasticEngine(), Question()).count == find(ElasticEngine(), Question(q="mắm")).count == 0
