import pytest

from cms.home.planting import plant


@pytest.fixture
def planted(site):
    """A site with its pages in both languages, as `manage.py plant_site` makes it."""
    return plant(hostname="testserver")
