from datetime import date

import pytest
from django.urls import reverse

from catalogue.data import rows
from catalogue.search.editing import synonyms
from catalogue.search.models import Miss, Pin, Synonym
from tests.factories import a_member_of_staff, a_product


@pytest.fixture
def administrator(planted, client):
    staff = a_member_of_staff()
    client.force_login(staff)
    return client


@pytest.mark.parametrize("table", ["synonym", "pin"])
def test_what_was_searched_for_in_vain_stands_beside_the_form(administrator, table):
    Miss.objects.create(words="sau rieng", count=7, first_on=date(2026, 11, 1), last_on=date(2026, 11, 20))

    page = administrator.get(reverse(f"{table}:add")).content.decode()

    assert "<li>sau rieng <small>× 7</small></li>" in page


def test_a_synonym_that_an_editor_writes_is_used_at_once(administrator, django_capture_on_commit_callbacks):
    before = synonyms.by_words()
    with django_capture_on_commit_callbacks(execute=True):
        administrator.post(reverse("synonym:add"), {"words": "sầu riêng, durian", "is_equal": "on", "source": ""})

    assert (before, [said for said, *__ in synonyms.by_words()[("durian",)]]) == ({}, [("durian",)])
    assert Synonym.objects.get().words == "sầu riêng, durian"


def test_a_pin_says_why(administrator):
    product = a_product()

    administrator.post(
        reverse("pin:add"), {"words": "Quà Tết", "product": product.pk, "position": 1, "because": "Mùa Tết"}
    )

    assert list(Pin.objects.values_list("folded", "product", "because")) == [("qua tet", product.pk, "Mùa Tết")]


def test_searches_in_vain_are_looked_at_never_written(administrator):
    Miss.objects.create(words="sau rieng", first_on=date(2026, 11, 1), last_on=date(2026, 11, 20))

    assert "sau rieng" in administrator.get(reverse("miss:index")).content.decode()
    assert administrator.post(reverse("miss:add"), {"words": "x"}).status_code == 302
    assert Miss.objects.count() == 1


def test_reasons_stand_in_the_editors_language_and_an_editors_own_as_written(administrator):
    Synonym.objects.create(words="lạc, đậu phộng", source="north and south: peanut")
    Synonym.objects.create(words="thạch, rau câu", source="Chị Hoa: hai tên")

    page = administrator.get("/cms/synonym/").text

    assert ("bắc và nam: peanut" in page, "Chị Hoa: hai tên" in page, "north and south" in page) == (True, True, False)


def test_every_reason_that_comes_with_the_market_is_known():
    assert {row["source"].partition(":")[0] for row in rows("synonyms.csv")} == set(synonyms.REASONS)


def test_yes_and_no_are_signs_in_the_list(administrator):
    Synonym.objects.create(words="lạc, đậu phộng", is_equal=True, source="a")
    Synonym.objects.create(words="thạch, rau câu", is_equal=False, source="b")

    page = administrator.get("/cms/synonym/").text

    assert (page.count("w-text-positive-100"), page.count("w-text-text-error")) == (1, 1)
