from collections import Counter
from datetime import date

import pytest
from django.core.management import call_command

from catalogue.evaluation.loading import load
from catalogue.evaluation.models import CriteriaSet, Rulebook

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("day", "number"),
    [
        (date(2019, 8, 21), "1048/QĐ-TTg"),
        (date(2020, 6, 7), "1048/QĐ-TTg"),
        (date(2020, 6, 8), "781/QĐ-TTg"),
        (date(2023, 2, 23), "781/QĐ-TTg"),
        (date(2023, 2, 24), "148/QĐ-TTg"),
        (date(2025, 7, 6), "1489/QĐ-TTg"),
        (date(2026, 5, 21), "1489/QĐ-TTg"),
        (date(2026, 5, 22), "26/2026/QĐ-TTg"),
        (date(2040, 1, 1), "26/2026/QĐ-TTg"),
    ],
)
def test_one_rulebook_rules_a_day(day, number):
    load()

    assert Rulebook.objects.in_force_on(day).number == number


def test_before_the_programme_there_was_none():
    load()

    with pytest.raises(Rulebook.DoesNotExist):
        Rulebook.objects.in_force_on(date(2019, 8, 20))


def test_the_decision_in_force_gives_36_months_and_180_days():
    load()

    today = Rulebook.objects.get(number="26/2026/QĐ-TTg")

    assert (today.validity_months, today.extension_days) == (36, 180)


def test_annex_one_has_26_sets_in_six_groups():
    load()

    sets = CriteriaSet.objects.filter(rulebook__number="26/2026/QĐ-TTg").order_by("number")

    assert [criteria.number for criteria in sets] == list(range(1, 27))
    assert Counter(criteria.group for criteria in sets) == {
        "food": 13,
        "drink": 4,
        "medicine": 3,
        "craft": 2,
        "plant": 3,
        "visit": 1,
    }
    assert str(sets[8]) == "9. Tương, nước mắm, gia vị dạng lỏng khác"


def test_loading_again_changes_nothing(capsys):
    call_command("load_rules", verbosity=0)
    before = list(Rulebook.objects.values_list()), list(CriteriaSet.objects.values_list())

    call_command("load_rules", verbosity=0)

    assert (list(Rulebook.objects.values_list()), list(CriteriaSet.objects.values_list())) == before
    assert capsys.readouterr().out.splitlines()[-1] == "5 rulebooks, 26 criteria sets."
