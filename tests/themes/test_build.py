"""What the build promises: small, complete, and nothing of other people's in the repository."""

import gzip
import json
import re

from django.conf import settings
from fontTools.ttLib import TTFont

from themes import engine
from themes.templatetags.theme import icon_names

DIST = engine.ROOM / "ocop/dist"
MANIFEST = json.loads((DIST / "manifest.json").read_text())


def files_of(entry, kind):
    chunk = MANIFEST[entry]
    found = {chunk["file"]} if kind == "js" else set(chunk.get("css", ()))
    return found.union(*(files_of(needed, kind) for needed in chunk.get("imports", ())))


def sent(entry, kind):
    return sum(len(gzip.compress((DIST / name).read_bytes())) for name in files_of(entry, kind))


def test_a_page_sends_little_script_and_style():
    assert sent("themes/ocop/src/main.ts", "js") <= 20_000
    assert sent("themes/ocop/src/main.ts", "css") <= 16_000
    assert sent("themes/ocop/src/desk.ts", "js") <= 40_000


def test_every_listed_icon_was_built():
    assert {path.stem for path in (DIST / "icons").glob("*.svg")} == icon_names()


def test_the_drawing_fonts_have_every_vietnamese_letter():
    letters = "ăâđêôơưĂÂĐÊÔƠƯ" + "".join(chr(code) for code in range(0x1EA0, 0x1EFA)) + "₫"

    missing = {
        path.name: [char for char in letters if ord(char) not in TTFont(path).getBestCmap()]
        for path in settings.DRAWING_FONTS.glob("*.ttf")
    }

    assert missing == {
        name: []
        for name in ("BeVietnamPro-Bold.ttf", "BeVietnamPro-Medium.ttf", "BeVietnamPro-Regular.ttf", "Phudu-Bold.ttf")
    }


def test_every_theme_is_in_the_one_stylesheet():
    (style,) = files_of("themes/ocop/src/main.ts", "css")

    dressed = set(re.findall(r"\[data-theme=\"?([\w-]+)\"?\]", (DIST / style).read_text()))

    assert dressed == set(engine.installed_themes()) - {engine.BASE_THEME}


def test_the_preloaded_fonts_are_the_ones_the_styles_ask_for():
    asked = re.findall(r"vite_asset_url '([^']+)'", (engine.ROOM / "ocop/templates/base/bare.html").read_text())

    assert len(asked) == 2
    assert [name in MANIFEST for name in asked] == [True, True]


def test_every_package_says_why_it_is_there_and_is_pinned():
    package = json.loads((settings.BASE_DIR / "package.json").read_text())
    pinned = package["dependencies"] | package["devDependencies"]

    assert set(package["//"]) == set(pinned)
    assert [version for version in pinned.values() if not re.fullmatch(r"\d+\.\d+\.\d+", version)] == []
