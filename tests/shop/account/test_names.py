import pytest
from django.contrib.auth import get_user_model


@pytest.mark.parametrize(
    ("family", "given", "whole"),
    [("Cao", "Thị Oanh", "Cao Thị Oanh"), ("", "Oanh", "Oanh"), ("Cao", "", "Cao"), ("", "", "")],
)
def test_the_family_name_stands_first(family, given, whole):
    assert get_user_model()(last_name=family, first_name=given).get_full_name() == whole
