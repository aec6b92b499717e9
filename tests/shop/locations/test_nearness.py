from math import inf

import pytest
from django.utils.translation import override

from shop.locations.nearness import kilometres_between, said

DA_NANG, HOI_AN = (16.0678, 108.2208), (15.8801, 108.3380)
EQUATOR, POLE = (0.0, 108.0), (90.0, 0.0)


@pytest.mark.parametrize(
    ("here", "there", "kilometres"), [(DA_NANG, DA_NANG, 0), (DA_NANG, HOI_AN, 24), (EQUATOR, POLE, 10_008)]
)
def test_distances_are_those_of_the_map(here, there, kilometres):
    assert round(kilometres_between(here, there)) == kilometres


@pytest.mark.parametrize(
    ("kilometres", "words"),
    [(0, "100 m"), (0.34, "300 m"), (0.97, "1.0 km"), (2.44, "2.4 km"), (9.96, "10 km"), (123.4, "123 km"), (inf, "")],
)
def test_a_distance_in_words(kilometres, words):
    with override("en"):
        assert said(kilometres) == words
