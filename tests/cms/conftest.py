from copy import deepcopy

import pytest

from cms.home.planting import plant
from tests.factories.sites import the_site


@pytest.fixture(scope="module")
def planted_for_the_module(ground):
    with ground():
        the_site()
        return plant(hostname="testserver")


@pytest.fixture
def planted(planted_for_the_module, db):
    """A site with its pages in both languages, as `manage.py plant_site` makes it."""
    return deepcopy(planted_for_the_module)
