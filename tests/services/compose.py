"""docker-compose.yml, the Dockerfile and .env.example, read as Docker reads them, so that a service can be started as
they say where there is no Docker. Hosts and ports are those of this machine."""

import json
import os
import re
import shlex
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import yaml

from tests.services.ports import free_port, wait_for_port
from tests.services.processes import HOUSE, running

VARIABLE = re.compile(r"\$\{(?P<name>\w+)(?::?[-?][^}]*)?\}")
# What an operator must fill in before anything starts.
FILLED_IN = {"SECRET_KEY": "k" * 60, "POSTGRES_PASSWORD": "a-password"}


@cache
def compose() -> dict:
    return yaml.safe_load((HOUSE / "docker-compose.yml").read_text())


def service(name: str) -> dict:
    return compose()["services"][name]


def is_ours(name: str) -> bool:
    return "build" in service(name)


@cache
def instructions() -> list[tuple[str, str]]:
    """(name, the rest) of every line of the Dockerfile, continued lines joined."""
    text = re.sub(r"^#.*\n", "", (HOUSE / "Dockerfile").read_text(), flags=re.MULTILINE).replace("\\\n", " ")
    return [(line.split(None, 1)[0], line.split(None, 1)[1]) for line in text.splitlines() if line.strip()]


def instruction(name: str) -> str:
    """The last of that name, which is the one that counts."""
    return [rest for found, rest in instructions() if found == name][-1]


@cache
def example() -> dict[str, str]:
    """.env.example, as it is delivered."""
    lines = [line for line in (HOUSE / ".env.example").read_text().splitlines() if line and not line.startswith("#")]
    return dict(line.split("=", 1) for line in lines)


def environment_of(name: str) -> dict[str, str]:
    """What a service's process is told: the image's own, the filled-in .env, and what stands in the compose file."""
    filled_in = example() | FILLED_IN
    of_image = dict(word.split("=", 1) for rest in [instruction("ENV")] for word in shlex.split(rest))
    of_image.pop("PATH")
    said = {key: interpolated(value, filled_in) for key, value in service(name).get("environment", {}).items()}
    return of_image | (filled_in if "env_file" in service(name) else {}) | said


def interpolated(value: str, known: dict[str, str]) -> str:
    return VARIABLE.sub(lambda found: known[found["name"]], value)


def command_of(name: str) -> list[str]:
    return service(name).get("command") or json.loads(instruction("CMD"))


def health_command() -> list[str]:
    """What the image asks itself."""
    return json.loads(instruction("HEALTHCHECK").split("CMD ")[1])


def told(name: str, **here: str) -> dict[str, str]:
    """The environment to start a service with on this machine; `here` stands for what is elsewhere in the stack."""
    machine = {key: os.environ[key] for key in ("PATH", "HOME") if key in os.environ}
    return machine | environment_of(name) | here


@contextmanager
def running_service(name: str, **here: str) -> Iterator[None]:
    with running(command_of(name), told(name, **here)):
        yield


@contextmanager
def running_web_service(**here: str) -> Iterator[str]:
    """Yield its address."""
    port = free_port()
    with running_service("web", BIND=f"127.0.0.1:{port}", **here):
        wait_for_port(port, seconds=60)
        yield f"http://127.0.0.1:{port}"
