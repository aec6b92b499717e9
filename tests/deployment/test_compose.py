"""What docker-compose.yml says is true of the Dockerfile, the settings and itself. `test_stack` runs its services."""

import ast
import copy
import re
import shlex
import shutil
import subprocess
import sys
from functools import cache
from urllib.parse import urlsplit

import pytest

from tests.services.compose import compose, example, instruction, instructions, told
from tests.services.processes import HOUSE

PINNED = re.compile(r"[\w./-]+:\d[\w.-]*")
# What the images of others read, from their own pages on Docker Hub.
READ_BY_IMAGES = {
    "postgres": {"POSTGRES_USER", "POSTGRES_DB", "POSTGRES_PASSWORD"},
    "redis": set(),
    "elasticsearch": {"discovery.type", "xpack.security.enabled", "ES_JAVA_OPTS"},
}
READ_BY_PYTHON = {"PATH", "PYTHONUNBUFFERED"}


@cache
def read_by_us() -> set[str]:
    """Names that the settings and gunicorn's file ask the environment for."""
    files = [*sorted((HOUSE / "shop" / "settings").glob("*.py")), HOUSE / "shop" / "gunicorn.conf.py"]
    calls = [node for file in files for node in ast.walk(ast.parse(file.read_text())) if isinstance(node, ast.Call)]
    asked = [call for call in calls if ast.unparse(call.func).startswith(("env.", "os.environ.get"))]
    return {call.args[0].value for call in asked if call.args and isinstance(call.args[0], ast.Constant)}


@cache
def management_commands() -> set[str]:
    command = [sys.executable, "manage.py", "help", "--commands"]
    done = subprocess.run(command, cwd=HOUSE, env=told("worker"), check=True, capture_output=True, text=True)
    return set(done.stdout.split())


def faults(stack: dict) -> list[str]:
    """Everything that is wrong with a compose file, in words."""
    finders = (of_images, of_commands, of_environments, of_dependencies, of_volumes, of_addresses, of_ports, of_health)
    return [
        f"{name}: {fault}"
        for name, service in stack["services"].items()
        for find in finders
        for fault in find(service, stack)
    ]


def of_images(service, stack):
    if "image" in service:
        if not PINNED.fullmatch(service["image"]):
            yield f"the image {service['image']} has no version"
        return
    if service.get("build") != "." or not (HOUSE / "Dockerfile").exists():
        yield f"nothing to build at {service.get('build')}"


def of_commands(service, stack):
    words = service.get("command", [])
    steps = [shlex.split(step) for step in words[2].split("&&")] if words[:2] == ["sh", "-c"] else [words]
    for step in filter(None, steps):
        if "image" not in service and not shutil.which(step[0]):
            yield f"nothing called {step[0]}"
        if step[:2] == ["python", "manage.py"] and step[2] not in management_commands():
            yield f"no command {step[2]}"


def of_environments(service, stack):
    known = READ_BY_IMAGES[service["image"].split(":")[0]] if "image" in service else read_by_us()
    yield from (f"nobody reads {name}" for name in service.get("environment", {}) if name not in known)


def of_dependencies(service, stack):
    for name, wanted in service.get("depends_on", {}).items():
        other = stack["services"].get(name)
        if other is None:
            yield f"waits for {name}, which is not there"
        elif wanted["condition"] == "service_healthy" and "test" not in other.get("healthcheck", {}):
            yield f"waits for the health of {name}, which has none"
        elif wanted["condition"] == "service_completed_successfully" and "restart" in other:
            yield f"waits for the end of {name}, which starts again"


def of_volumes(service, stack):
    for volume in service.get("volumes", []):
        name, target = volume.split(":")
        if name not in stack["volumes"]:
            yield f"the volume {name} is not declared"
        if "image" not in service and f"mkdir -p {target} && chown -R shop /shop" not in instruction("RUN"):
            yield f"{target} is not there for its user to write in"


def of_addresses(service, stack):
    for name, value in service.get("environment", {}).items():
        if not name.endswith("_URL"):
            continue
        host = urlsplit(re.sub(r"\$\{.*?\}", "secret", value)).hostname
        if host not in stack["services"]:
            yield f"{name} is at {host}, which is not there"
        elif host not in waited_for(service, stack):
            yield f"does not wait for {host}"


def waited_for(service, stack) -> set[str]:
    direct = set(service.get("depends_on", {}))
    return direct | {
        name for other in direct & set(stack["services"]) for name in waited_for(stack["services"][other], stack)
    }


def of_ports(service, stack):
    for port in service.get("ports", []):
        address, _published, inside = port.split(":")
        if address != "127.0.0.1":
            yield f"{port} can be reached past the proxy"
        if inside != instruction("EXPOSE") or f"0.0.0.0:{inside}" not in (HOUSE / "shop/gunicorn.conf.py").read_text():
            yield f"nothing answers at {inside}"


def of_health(service, stack):
    if "image" in service:
        return
    asks_the_web = f"127.0.0.1:{instruction('EXPOSE')}/healthz" in instruction("HEALTHCHECK")
    if "ports" in service and not asks_the_web:
        yield "its health is asked elsewhere"
    if "ports" not in service and service.get("healthcheck") != {"disable": True}:
        yield "is asked for the health of a web server"


def test_the_compose_file_says_what_is_so():
    assert faults(compose()) == []


@pytest.mark.parametrize(
    ("name", "wrong", "seen"),
    [
        ("redis", {"image": "redis:latest"}, "the image redis:latest has no version"),
        ("web", {"build": "docker"}, "nothing to build at docker"),
        ("worker", {"command": ["python", "manage.py", "work"]}, "no command work"),
        ("worker", {"command": ["celery"]}, "nothing called celery"),
        ("web", {"environment": {"REDIS": "redis://redis"}}, "nobody reads REDIS"),
        ("postgres", {"environment": {"PGUSER": "shop"}}, "nobody reads PGUSER"),
        ("web", {"environment": {"REDIS_URL": "redis://cache:6379/0"}}, "REDIS_URL is at cache, which is not there"),
        ("migrate", {"depends_on": {}}, "does not wait for postgres"),
        ("web", {"depends_on": {"queue": {"condition": "service_healthy"}}}, "waits for queue, which is not there"),
        ("redis", {"healthcheck": {}}, "waits for the health of redis, which has none"),
        ("migrate", {"restart": "always"}, "waits for the end of migrate, which starts again"),
        ("web", {"volumes": ["files:/shop/var/media"]}, "the volume files is not declared"),
        ("web", {"volumes": ["media:/shop/media"]}, "/shop/media is not there for its user to write in"),
        ("web", {"ports": ["0.0.0.0:80:8000"]}, "0.0.0.0:80:8000 can be reached past the proxy"),
        ("web", {"ports": ["127.0.0.1:80:80"]}, "nothing answers at 80"),
        ("worker", {"healthcheck": {}}, "is asked for the health of a web server"),
    ],
)
def test_a_mistake_would_be_seen(name, wrong, seen):
    stack = copy.deepcopy(compose())
    stack["services"][name] |= wrong

    assert seen in {fault.split(": ", 1)[1] for fault in faults(stack)}


def test_the_shop_signs_in_where_the_database_lets_it():
    database = compose()["services"]["postgres"]["environment"]
    address = compose()["services"]["web"]["environment"]["DATABASE_URL"]

    assert address == "postgres://{POSTGRES_USER}:{POSTGRES_PASSWORD}@postgres:5432/{POSTGRES_DB}".format(**database)


def test_every_volume_is_used_and_every_line_of_the_example_is_read():
    stack = compose()
    used = {volume.split(":")[0] for service in stack["services"].values() for volume in service.get("volumes", [])}
    interpolated = set(re.findall(r"\$\{(\w+)", (HOUSE / "docker-compose.yml").read_text()))

    assert set(stack["volumes"]) == used
    assert set(example()) - read_by_us() - interpolated == set()


def test_the_image_is_told_only_what_is_read_and_takes_no_secret_in():
    of_image = {word.split("=")[0] for word in shlex.split(instruction("ENV"))}

    assert of_image - read_by_us() - READ_BY_PYTHON == set()
    assert {".env", ".git", "var"} <= set((HOUSE / ".dockerignore").read_text().split())


def test_what_is_copied_from_a_step_of_the_build_is_a_step_and_every_file_named_is_there():
    steps = {rest.split(" AS ")[1] for name, rest in instructions() if name == "FROM" and " AS " in rest}
    copies = [rest.split() for name, rest in instructions() if name == "COPY"]
    here = [word for words in copies if not words[0].startswith("--from") for word in words[:-1]]

    assert {words[0].removeprefix("--from=") for words in copies if words[0].startswith("--from")} == steps
    assert [name for name in here if not (HOUSE / name).exists()] == []
