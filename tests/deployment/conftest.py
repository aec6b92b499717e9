import subprocess

import pytest

from tests.services.compose import instructions, told
from tests.services.processes import HOUSE


@pytest.fixture(scope="session")
def var(tmp_path_factory):
    """The directory that the image brings, with its static files collected as the Dockerfile does it.

    Without those of the admins and of the API's own page, which take a minute to compress and which nobody asks here.
    """
    directory = tmp_path_factory.mktemp("var")
    collecting = next(rest for name, rest in instructions() if name == "RUN" and "collectstatic" in rest)
    collecting += " --ignore oscar --ignore ninja --ignore 'wagtail*'"
    environment = told("web", VAR_DIR=str(directory))
    for name in ("ENVIRONMENT", "DEBUG", "DATABASE_URL", "TASKS", "REDIS_URL"):
        environment.pop(name, None)
    subprocess.run(["sh", "-c", collecting], cwd=HOUSE, env=environment, check=True)
    return directory
