"""A whole picture: the ground, the gate, the table, the goods; and its pixels."""

from collections.abc import Callable
from functools import lru_cache
from html import escape
from io import BytesIO
from pathlib import Path

import resvg_py
from django.conf import settings
from PIL import Image

from . import crafts, harvest, outdoors, packs, textiles, vessels
from .motifs import beside
from .palette import INK, TINTS, WHITE, Goods, colour_for, mix

ROOMS = (vessels, packs, harvest, textiles, crafts, outdoors)
FORMS: dict[str, Callable[[Goods], str]] = {
    name: form
    for room in ROOMS
    for name, form in vars(room).items()
    if callable(form) and form.__module__ == room.__name__ and not name.startswith("_")
}
WIDTH, HEIGHT = 400, 500
WEBP_QUALITY = 86


@lru_cache(maxsize=1_000)
def draw(*, name: str, form: str, group: str, place: str) -> str:
    """An SVG of 400 × 500 units. The same facts give the same text. KeyError for an unknown form or group."""
    goods = Goods(name=name, place=place, colour=colour_for(name, group), tint=TINTS[group])
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img"'
        f' aria-label="{escape(name)}">'
        f'<path d="M0 0h400v500H0z" fill="{goods.tint}"/>'
        f'<path d="M44 424V196a156 156 0 0 1 312 0v228z" fill="{WHITE}" opacity=".46"/>'
        f'<path d="M0 424h400v76H0z" fill="{mix(goods.tint, goods.colour, 0.16)}"/>'
        f'<path d="M0 424h400v3H0z" fill="{INK}" opacity=".08"/>'
        f"{FORMS[form](goods)}{beside(name, form)}</svg>"
    )


def render(svg: str, *, width: int, format: str = "png", fonts: Path | str | None = None) -> bytes:
    """The drawing as PNG or WebP, `width` wide and 5/4 as high; fonts is a folder, DRAWING_FONTS if none."""
    folder = Path(fonts or settings.DRAWING_FONTS)
    png = resvg_py.svg_to_bytes(
        svg_string=svg,
        width=width,
        height=width * HEIGHT // WIDTH,
        skip_system_fonts=True,
        font_files=[str(path) for path in sorted(folder.glob("*.ttf"))],
    )
    if format == "png":
        return png
    pixels = BytesIO()
    Image.open(BytesIO(png)).convert("RGB").save(pixels, format, quality=WEBP_QUALITY, method=6)
    return pixels.getvalue()
