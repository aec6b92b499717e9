import pytest

from shop.locations.nearness import kilometres_between

DA_NANG, HOI_AN = (16.0678, 108.2208), (15.8801, 108.3380)
EQUATOR, POLE = (0.0, 108.0), (90.0, 0.0)


@pytest.mark.parametrize(
    ("here", "there", "kilometres"), [(DA_NANG, DA_NANG, 0), (DA_NANG, HOI_AN, 24), (EQUATOR, POLE, 10_008)]
)
def test_distances_are_those_of_the_map(here, there, kilometres):
    assert round(kilometres_between(here, there)) == kilometres
