import pytest

from tests.services.static import collect_static


@pytest.fixture(scope="session")
def var(tmp_path_factory):
    """The directory that the image brings, with its static files."""
    return collect_static(tmp_path_factory.mktemp("var"))
