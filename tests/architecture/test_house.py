"""The shape of the house, as `docs/decisions/rooms.md` has it."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import oscar
import pytest

HOUSE = Path(__file__).resolve().parents[2]
ROOMS = ("catalogue", "shop", "cms", "themes")


def ours(pattern="*.py"):
    return sorted(
        path.relative_to(HOUSE)
        for room in ROOMS
        for path in (HOUSE / room).rglob(pattern)
        if "migrations" not in path.parts and "dist" not in path.parts
    )


def packages():
    return sorted({path.parent for path in ours() if path.name == "__init__.py" and path.parent.name not in SHELVES})


SHELVES = {"management", "commands", "templatetags"}
TOP_LEVEL = {
    *ROOMS, ".ci", "docs", "tests",
    ".dockerignore", ".env.example", ".gitignore", "CHANGELOG.md", "CONTRIBUTING.md", "Dockerfile", "Makefile",
    "README.md", "docker-compose.yml", "manage.py", "package-lock.json", "package.json", "pyproject.toml",
    "tsconfig.json", "uv.lock", "vite.config.ts", "vitest.config.ts",
}  # fmt: skip
JUNK = {"utils", "helpers", "common", "misc"}


def is_a_fork_of_oscars(path) -> bool:
    """Oscar looks for its overrides under its own file names."""
    return (Path(oscar.__file__).parent / "apps" / path.relative_to(path.parts[0])).exists()


@pytest.mark.parametrize("path", ours(), ids=str)
def test_a_file_can_be_read_in_one_sitting(path):
    assert len((HOUSE / path).read_text().splitlines()) <= 400


@pytest.mark.parametrize("room", packages(), ids=str)
def test_a_room_says_what_it_is_for(room):
    docstring = ast.get_docstring(ast.parse((HOUSE / room / "__init__.py").read_text()))

    assert docstring, f"{room}/__init__.py has no docstring"


@pytest.mark.parametrize("room", packages(), ids=str)
def test_a_room_has_at_most_a_dozen_modules(room):
    modules = [path for path in (HOUSE / room).glob("*.py") if path.name != "__init__.py"]

    assert len(modules) <= 12, sorted(path.name for path in modules)


def test_no_junk_drawers():
    drawers = [path for path in ours() if path.stem in JUNK and not is_a_fork_of_oscars(path)]

    assert drawers == []


def test_the_top_level_holds_nothing_unexpected():
    tracked = subprocess.run(["git", "ls-files"], cwd=HOUSE, capture_output=True, text=True, check=True).stdout

    assert {name.split("/")[0] for name in tracked.splitlines()} <= TOP_LEVEL


@pytest.mark.parametrize("command", ["tests.bench", "tests.judgements"])
def test_a_command_starts_without_settings_of_django(command):
    bare = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}

    done = subprocess.run(
        [sys.executable, "-m", command, "--help"], cwd=HOUSE, env=bare, capture_output=True, text=True
    )

    assert (done.returncode, done.stdout[:6]) == (0, "usage:"), done.stderr
