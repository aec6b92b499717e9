"""Bars on a scale of powers of ten, since the two shops are that far apart (SVG)."""

from collections.abc import Sequence
from html import escape
from math import log10

from tests.bench.addresses import PAGES
from tests.bench.report import Pair

WIDTH, LEFT, BAR, GAP = 720, 200, 16, 14
PER_DECADE = 110
OURS, THEIRS, INK = "#0f6b4f", "#b9a98a", "#2a2118"


def drawn(pairs: Sequence[Pair], size: int) -> str:
    """Medians of every page without a cache, at one size."""
    shown = [pair for pair in pairs if pair.ours.ground.size == size and not pair.ours.is_warm]
    parts = [_text(0, 20, f"Milliseconds without a cache, {size:,} goods (median; shorter is better)", "bold")]
    y = 44
    for pair in shown:
        for page in PAGES:
            parts.append(_text(0, y + BAR, f"{page}, {pair.database}"))
            for timed, colour in ((pair.ours, OURS), (pair.theirs, THEIRS)):
                name, took = timed.ground.side.name, timed.median(page)
                parts.append(f'<rect x="{LEFT}" y="{y}" width="{_length(took):.0f}" height="{BAR}" fill="{colour}"/>')
                parts.append(_text(LEFT + _length(took) + 6, y + BAR - 4, f"{took:,.0f} · {name}"))
                y += BAR
            y += GAP
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {y}" width="{WIDTH}" height="{y}" '
        f'font-family="sans-serif" font-size="12" fill="{INK}">'
        f'<rect width="100%" height="100%" fill="#fffdf8"/>{"".join(parts)}</svg>\n'
    )


def _length(milliseconds: float) -> float:
    return max(2.0, log10(max(1.0, milliseconds)) * PER_DECADE)


def _text(x: float, y: float, words: str, weight: str = "normal") -> str:
    return f'<text x="{x:.0f}" y="{y:.0f}" font-weight="{weight}">{escape(words)}</text>'
