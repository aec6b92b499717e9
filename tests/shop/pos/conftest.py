import pytest

from tests.factories import a_product, a_shelf
from tests.factories.telling import a_counter


@pytest.fixture
def shelf():
    return a_shelf(a_product(), on_hand=10)


@pytest.fixture
def counter(shelf):
    """Its shift is open."""
    counter = a_counter(shelf)
    counter.opens()
    return counter
