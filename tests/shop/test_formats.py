from datetime import date

import pytest
from django import forms
from django.utils import translation


@pytest.mark.parametrize("typed", ["05/11/2026", "5-11-2026", "2026-11-05"])
def test_a_day_is_typed_the_vietnamese_way(typed):
    with translation.override("vi"):
        day = forms.DateField().clean(typed)

    assert day == date(2026, 11, 5)
