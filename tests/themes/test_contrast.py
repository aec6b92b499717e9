"""WCAG 2.2, 1.4.3 and 1.4.11: words 4.5:1, controls 3:1, in every theme."""

import re

import pytest

from themes import engine

WORDS = [
    ("ink", "paper"), ("ink", "wash"), ("ink", "card"),
    ("ink", "turmeric-wash"), ("ink", "chili-wash"), ("ink", "leaf-wash"),
    ("muted", "paper"), ("muted", "wash"), ("muted", "card"), ("leaf-deep", "leaf-wash"),
    ("leaf", "paper"), ("leaf", "wash"), ("leaf", "card"), ("leaf", "leaf-wash"),
    ("chili", "paper"), ("chili", "wash"), ("chili", "card"), ("chili", "chili-wash"),
    ("on-leaf", "leaf"), ("on-leaf", "leaf-deep"), ("on-chili", "chili"),
    ("star", "leaf-deep"), ("on-foot", "foot"), ("star", "foot"),
]  # fmt: skip
CONTROLS = [
    ("edge", "card"),
    ("edge", "paper"),
    ("focus", "paper"),
    ("focus", "card"),
    ("focus", "wash"),
    ("leaf", "paper"),
]


def tokens(theme):
    base = (engine.ROOM / "ocop/src/tokens.css").read_text()
    own = (engine.ROOM / theme / "tokens.css").read_text() if theme != engine.BASE_THEME else ""
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", base)) | dict(
        re.findall(r"--([\w-]+): (#[0-9a-f]{6});", own)
    )


def luminance(colour):
    channels = [value / 255 for value in bytes.fromhex(colour[1:])]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def too_weak(theme, pairs, floor):
    colours = tokens(theme)
    measured = {pair: round(contrast(colours[pair[0]], colours[pair[1]]), 2) for pair in pairs}
    return {pair: ratio for pair, ratio in measured.items() if ratio < floor}


def test_the_measure_agrees_with_the_standard():
    assert contrast("#000000", "#ffffff") == 21
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48


@pytest.mark.parametrize("theme", engine.installed_themes())
def test_words_can_be_read(theme):
    assert too_weak(theme, WORDS, 4.5) == {}


@pytest.mark.parametrize("theme", engine.installed_themes())
def test_controls_can_be_seen(theme):
    assert too_weak(theme, CONTROLS, 3) == {}


@pytest.mark.parametrize("theme", engine.installed_themes())
def test_the_browsers_bar_has_the_colour_of_the_page(theme):
    assert engine.installed_themes()[theme].browser_colour == tokens(theme)["paper"]
