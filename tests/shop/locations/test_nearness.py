import pytest

from shop.locations.nearness import kilometres_between

DA_NANG, HOI_AN, HA_NOI = (16.0678, 108.2208), (15.8801, 108.3380), (21.0285, 105.8542)


@pytest.mark.parametrize(("there", "kilometres"), [(DA_NANG, 0), (HOI_AN, 24), (HA_NOI, 606)])
def test_distances_are_those_of_the_map(there, kilometres):
    assert round(kilometres_between(DA_NANG, there)) == kilometres
