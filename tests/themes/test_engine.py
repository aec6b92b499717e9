"""A theme is the active one for a block; what it lacks comes from the base theme."""

from types import SimpleNamespace

import pytest
from django.template import Context, Engine
from django.template.loader import get_template

from themes import engine


@pytest.fixture
def rooms(tmp_path, monkeypatch):
    for name, words in (("ocop", "base"), ("tet", "festive")):
        folder = tmp_path / name / "templates"
        folder.mkdir(parents=True)
        (folder / "greeting.html").write_text(words)
    (tmp_path / "ocop" / "templates" / "only_base.html").write_text("base")
    (tmp_path / "tet" / "templates" / "grown.html").write_text(
        '{% extends "grown.html" %}{% block a %}festive{% endblock %}'
    )
    (tmp_path / "ocop" / "templates" / "grown.html").write_text("<{% block a %}base{% endblock %}>")
    monkeypatch.setattr(engine, "ROOM", tmp_path)


@pytest.fixture
def read(rooms):
    cached = Engine(loaders=[("themes.engine.CachedLoader", ["themes.engine.Loader"])])
    return SimpleNamespace(of=lambda name: cached.get_template(name).render(Context()))


def test_the_base_theme_is_first_and_every_theme_says_its_name_in_both_languages():
    found = engine.installed_themes()

    assert list(found) == ["ocop", "da-nang", "quang-ngai", "tet", "thanh-hoa"]
    assert found["tet"].name("vi") == "Tết"
    assert found["tet"].name("en") == "Lunar New Year"


def test_a_theme_is_active_inside_its_block_only():
    with engine.use_theme("tet") as theme:
        inside = engine.current_theme()

    assert (theme.slug, inside.slug, engine.current_theme().slug) == ("tet", "tet", "ocop")


def test_an_unknown_theme_is_refused_by_name():
    with pytest.raises(engine.UnknownTheme) as refusal, engine.use_theme("hue"):
        pass

    assert refusal.value.name == "hue"
    assert engine.active_theme.get() == "ocop"


def test_the_cache_keeps_one_template_per_theme(read):
    before = read.of("greeting.html")
    with engine.use_theme("tet"):
        inside = read.of("greeting.html")

    assert (before, inside, read.of("greeting.html")) == ("base", "festive", "base")


def test_what_a_theme_lacks_comes_from_the_base_theme(read):
    with engine.use_theme("tet"):
        assert read.of("only_base.html") == "base"


def test_a_theme_may_extend_the_template_it_replaces(read):
    with engine.use_theme("tet"):
        assert read.of("grown.html") == "<festive>"


def test_the_house_finds_base_templates_through_the_engine():
    assert get_template("base/error.html").origin.name.endswith("themes/ocop/templates/base/error.html")
