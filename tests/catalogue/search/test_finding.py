"""What only the database engine promises; what every engine promises is in `contract`."""

import unicodedata

import pytest
from django.utils.timezone import localdate

from catalogue.search import choosing
from catalogue.search.editing import synonyms
from catalogue.search.entries.refreshing import rebuild
from catalogue.search.models import Synonym
from catalogue.search.question import Question
from tests.factories import a_producer, a_product

pytestmark = pytest.mark.django_db


def found(q="", **asked) -> list[str]:
    rebuild()
    answer = choosing.find(Question(q=q, **asked), day=localdate())
    from catalogue.models import Product

    titles = dict(Product.objects.values_list("pk", "title"))
    return [titles[pk] for pk in answer.product_ids]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("typed", ["nước mắm", "NƯỚC MẮM", "nuoc mam", "nuớc mắm"])
def test_one_name_typed_in_many_ways(typed, form):
    a_product("Nước mắm Cửa Khe")
    a_product("Bột quế", producer=a_producer("Quế Trà My"))

    assert found(unicodedata.normalize(form, typed)) == ["Nước mắm Cửa Khe"]


def test_typed_accents_come_first_and_the_others_after():
    for title in ("Bơ sáp", "Bò khô"):
        a_product(title, producer=a_producer("Trà My"))

    assert (found("bò"), found("bơ")) == (["Bò khô", "Bơ sáp"], ["Bơ sáp", "Bò khô"])


def test_a_syllable_mistyped_is_found_only_where_nothing_holds_the_words():
    a_product("Nước mắm Cửa Khe")
    a_product("Nước mắm Nam Ô", producer=a_producer("Làng Nam Ô"))

    assert (found("nuoc mam cua ke"), found("nuoc mam nam o")) == (["Nước mắm Cửa Khe"], ["Nước mắm Nam Ô"])


def test_words_of_one_meaning_find_each_other_longest_first():
    Synonym.objects.create(words="đậu phộng, đậu phụng, lạc")
    a_product("Dầu đậu phụng")
    a_product("Bánh đậu xanh")

    assert found("lac") == found("đậu phộng") == ["Dầu đậu phụng"]


def test_the_list_of_synonyms_is_loaded_once():
    assert (synonyms.load() > 50, synonyms.load()) == (True, 0)
