"""Static files, collected as the Dockerfile does it."""

import subprocess
from pathlib import Path

from tests.services.compose import instructions, told
from tests.services.processes import HOUSE


def collect_static(var: Path) -> Path:
    """Into a directory that a web process can be told as VAR_DIR.

    Without those of the admins and of the API's own page, which take a minute to compress and which no test asks for.
    """
    collecting = next(rest for name, rest in instructions() if name == "RUN" and "collectstatic" in rest)
    environment = told("web", VAR_DIR=str(var))
    for name in ("ENVIRONMENT", "DEBUG", "DATABASE_URL", "TASKS", "REDIS_URL"):
        environment.pop(name, None)
    command = f"{collecting} --ignore oscar --ignore ninja --ignore 'wagtail*'"
    subprocess.run(["sh", "-c", command], cwd=HOUSE, env=environment, check=True)
    return var
