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
    """With htmx, which comes after, and only where a page asks for it."""
    asked_later = sent(*MANIFEST["themes/ocop/src/main.ts"]["dynamicImports"], "js")

    assert sent("themes/ocop/src/main.ts", "js") <= 8_000
    assert sent("themes/ocop/src/main.ts", "js") + asked_later <= 40_000
    assert sent("themes/ocop/src/main.ts", "css") <= 16_000
    assert sent("themes/ocop/src/desk.ts", "js") <= 40_000


def test_maps_are_no_part_of_what_every_page_sends():
    at_once = files_of("themes/ocop/src/main.ts", "js")

    assert files_of("themes/ocop/src/leaflet.ts", "js") & at_once == set()


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

    assert [name in MANIFEST for name in asked] == [True] * 4


def test_the_fonts_of_a_page_weigh_less_than_ninety_kilobytes():
    """Each is asked for by a page in both subsets; WOFF2 is compressed already."""
    fonts = re.findall(r"@fontsource/([^\"]+\.woff2)", (engine.ROOM / "ocop/src/fonts.css").read_text())

    sizes = [(DIST / MANIFEST[f"node_modules/@fontsource/{font}"]["file"]).stat().st_size for font in fonts]

    assert len(sizes) == 6
    assert sum(sizes) <= 90_000


def test_every_package_says_why_it_is_there_and_is_pinned():
    package = json.loads((settings.BASE_DIR / "package.json").read_text())
    pinned = package["dependencies"] | package["devDependencies"]

    assert set(package["//"]) == set(pinned)
    assert [version for version in pinned.values() if not re.fullmatch(r"\d+\.\d+\.\d+", version)] == []
