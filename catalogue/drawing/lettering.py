"""Words set inside a space: measured with the display face's own widths, broken between syllables."""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from html import escape

from .palette import INK

DISPLAY = "Phudu"
READING = "Be Vietnam Pro"
LEADING = 1.16
SMALLEST = 11
MOST_LINES = 4
SAVES_A_LINE = 0.87

# Advance widths of Phudu Bold in thousandths of its size. The face has one case, and a letter
# with a tone mark is as wide as without; the test measures both against the font files.
WIDTHS = dict(
    zip(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZĐƠƯ0123456789 -.,()&",
        (
            554, 533, 496, 555, 432, 425, 587, 573, 249, 383, 525, 387, 712, 561, 626, 513, 628, 535, 470, 434, 566,
            554, 743, 551, 546, 498, 571, 626, 573, 544, 341, 477, 469, 535, 492, 528, 442, 546, 528, 240, 455, 220,
            218, 218, 218, 604,
        ),
        strict=True,
    )
)  # fmt: skip
WIDEST = 743
HORN = "\N{COMBINING HORN}"
READING_WIDTH = 0.64


@dataclass(frozen=True, slots=True)
class Setting:
    """Lines of one size that fit a space."""

    lines: tuple[str, ...]
    size: int

    @property
    def height(self) -> float:
        return len(self.lines) * self.size * LEADING


def width(text: str, size: float) -> float:
    """How wide the words stand in Phudu Bold, without kerning."""
    return _thousandths(text) * size / 1000


# The same names are lettered on page after page.
@lru_cache(maxsize=1_000)
def fit(text: str, *, room: float, height: float, largest: int) -> Setting:
    """The largest size that stays inside room × height, a little smaller where that saves a line."""
    best: Setting | None = None
    for size in range(largest, SMALLEST - 1, -1):
        if best and size < best.size * SAVES_A_LINE:
            break
        setting = Setting(_even_lines(text, room, size), size)
        fits = setting.lines and len(setting.lines) <= MOST_LINES and setting.height <= height
        if fits and (best is None or len(setting.lines) < len(best.lines)):
            best = setting
    return best or Setting(_cut(text, room, height), SMALLEST)


def set_words(setting: Setting, *, x: float, middle: float, fill: str = INK) -> str:
    """SVG text, centred on x, its lines centred around `middle`."""
    first = middle - setting.height / 2 + setting.size * 0.93
    lines = "".join(
        f'<text x="{x:g}" y="{first + i * setting.size * LEADING:.1f}">{escape(line)}</text>'
        for i, line in enumerate(setting.lines)
    )
    font = f'font-family="{DISPLAY}" font-weight="700" font-size="{setting.size}"'
    return f'<g fill="{fill}" {font} text-anchor="middle">{lines}</g>'


def set_place(place: str, *, x: float, y: float, room: float, fill: str) -> str:
    """The place in the reading face, smaller where it is long."""
    size = min(13.0, room / max(1, len(place)) / READING_WIDTH)
    font = f'font-family="{READING}" font-weight="500" font-size="{size:.1f}"'
    return f'<text x="{x:g}" y="{y:.1f}" {font} fill="{fill}" text-anchor="middle">{escape(place)}</text>'


# A name is measured at many sizes and places of its breaks: the same words, over and over.
@lru_cache(maxsize=20_000)
def _thousandths(text: str) -> int:
    return sum(WIDTHS.get(_letter(char), WIDEST) for char in unicodedata.normalize("NFC", text))


@lru_cache(maxsize=1_000)
def _letter(char: str) -> str:
    parts = unicodedata.normalize("NFD", char.upper())
    return {"O": "Ơ", "U": "Ư"}.get(parts[0], parts[0]) if HORN in parts else parts[0]


def _even_lines(text: str, room: float, size: int) -> tuple[str, ...]:
    greedy = _break(text, room, size)
    if not greedy or len(greedy) == 1:
        return greedy
    narrow = room
    while (tighter := _break(text, narrow - size / 4, size)) and len(tighter) == len(greedy):
        narrow -= size / 4
    return _break(text, narrow, size)


def _break(text: str, room: float, size: int) -> tuple[str, ...]:
    """Lines no wider than room; nothing if a single word is wider."""
    lines: list[str] = []
    for word in text.split():
        if width(word, size) > room:
            return ()
        if lines and width(f"{lines[-1]} {word}", size) <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return tuple(lines)


def _cut(text: str, room: float, height: float) -> tuple[str, ...]:
    most = max(1, min(MOST_LINES, int(height / SMALLEST / LEADING)))
    words = [
        word if width(word, SMALLEST) <= room else word[: int(room * 1000 / SMALLEST / WIDEST)] for word in text.split()
    ]
    return _break(" ".join(words), room, SMALLEST)[:most]
