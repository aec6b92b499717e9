import pytest
from django.core.exceptions import ValidationError

from catalogue.gtin import check_gtin, worldwide


@pytest.mark.parametrize("value", ["8938500000010", "96385074", "036000291452", "10614141000415"])
def test_a_number_with_its_check_digit_passes(value):
    assert check_gtin(value) is None


@pytest.mark.parametrize("value", ["8938500000011", "893850000001", "", "89385000000A0", "8938500000010 ", "0"])
def test_anything_else_does_not(value):
    with pytest.raises(ValidationError):
        check_gtin(value)


@pytest.mark.parametrize("place", range(13))
def test_one_wrong_digit_is_noticed_wherever_it_is(place):
    right = "8938500000010"
    wrong = right[:place] + str((int(right[place]) + 1) % 10) + right[place + 1 :]

    with pytest.raises(ValidationError):
        check_gtin(wrong)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("8938500000010", "8938500000010"),
        ("2000000012506", ""),
        ("0400000000008", ""),
        ("12", ""),
        ("", ""),
        (None, ""),
    ],
)
def test_a_number_of_a_shops_own_is_told_to_nobody_outside(value, said):
    assert worldwide(value) == said
