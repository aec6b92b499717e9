"""Which theme is active, which themes there are, and template loaders that follow the active one."""

import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.template.loaders import cached, filesystem

ROOM = Path(__file__).parent
BASE_THEME = "ocop"

active_theme: ContextVar[str] = ContextVar("active_theme", default=BASE_THEME)


class UnknownTheme(LookupError):
    """No folder of that name holds a theme.toml."""

    def __init__(self, name: str):
        super().__init__(f"No theme {name!r}; there are {', '.join(installed_themes())}.")
        self.name = name


@dataclass(frozen=True, slots=True)
class Theme:
    """A folder with a theme.toml: its names, its mark on <html>, the colour of the browser's bar."""

    slug: str
    name_vi: str
    name_en: str
    html_class: str
    browser_colour: str

    def name(self, language: str) -> str:
        return self.name_vi if language.startswith("vi") else self.name_en


@cache
def installed_themes() -> dict[str, Theme]:
    """Every theme by its slug, the base theme first."""
    folders = sorted(
        (path.parent for path in ROOM.glob("*/theme.toml")), key=lambda folder: (folder.name != BASE_THEME, folder.name)
    )
    return {
        folder.name: Theme(slug=folder.name, **tomllib.loads((folder / "theme.toml").read_text("utf-8")))
        for folder in folders
    }


def current_theme() -> Theme:
    return installed_themes()[active_theme.get()]


@contextmanager
def use_theme(name: str) -> Iterator[Theme]:
    """Make a theme the active one inside the block. UnknownTheme if there is none of that name."""
    if name not in installed_themes():
        raise UnknownTheme(name)
    token = active_theme.set(name)
    try:
        yield current_theme()
    finally:
        active_theme.reset(token)


class Loader(filesystem.Loader):
    """Looks in the active theme's templates, then in the base theme's."""

    def get_dirs(self) -> list[Path]:
        return [ROOM / name / "templates" for name in dict.fromkeys((active_theme.get(), BASE_THEME))]


class CachedLoader(cached.Loader):
    """Django's caching loader, remembering one template per theme."""

    def cache_key(self, template_name, skip=None):
        return f"{active_theme.get()}:{super().cache_key(template_name, skip)}"
