"""What every drawing shares: the woven band, labels, paper tags, light and shadow."""

# ruff: noqa: E501 path data reads worse when broken

from .lettering import fit, set_place, set_words
from .palette import GOLD, INK, PAPER, WHITE, Goods


def weave(x: float, y: float, w: float, h: float, colour: str, *, ground: str = PAPER, step: float = 20) -> str:
    """A band of brocade, lozenges and beads between two lines: the mark of the whole site."""
    count = max(1, round(w / step))
    step = w / count
    lozenges, beads = [], []
    for i in range(count):
        left = x + i * step
        lozenges.append(
            f"M{left + step / 2:.1f} {y + h * 0.2:.1f}l{step * 0.34:.1f} {h * 0.3:.1f}l{-step * 0.34:.1f} {h * 0.3:.1f}l{-step * 0.34:.1f} {-h * 0.3:.1f}z"
        )
        beads.append(
            f"M{left:.1f} {y + h * 0.32:.1f}l{step * 0.14:.1f} {h * 0.18:.1f}l{-step * 0.14:.1f} {h * 0.18:.1f}z"
        )
    line = max(1.2, h * 0.1)
    return (
        f'<path d="M{x:g} {y:g}h{w:g}v{h:g}h{-w:g}z" fill="{ground}"/>'
        f'<path d="M{x:g} {y + line / 2:.1f}h{w:g}M{x:g} {y + h - line / 2:.1f}h{w:g}" stroke="{colour}" stroke-width="{line:.1f}"/>'
        f'<path d="{"".join(lozenges)}" fill="{colour}"/><path d="{"".join(beads)}" fill="{GOLD}"/>'
    )


def label(x: float, y: float, w: float, h: float, goods: Goods, *, largest: int = 30) -> str:
    """A paper label between two woven bands: the name, and under it the place."""
    band = 13 if h >= 110 else 9
    foot = 22 if h >= 90 else 17
    setting = fit(goods.name, room=w - 12, height=h - 2 * band - foot - 6, largest=largest)
    middle = y + band + 3 + (h - 2 * band - foot - 6) / 2
    return (
        f'<path d="M{x:g} {y:g}h{w:g}v{h:g}h{-w:g}z" fill="{PAPER}"/>'
        f"{weave(x, y, w, band, goods.colour, step=band * 1.25)}{weave(x, y + h - band, w, band, goods.colour, step=band * 1.25)}"
        f"{set_words(setting, x=x + w / 2, middle=middle)}"
        f"{set_place(goods.place, x=x + w / 2, y=y + h - band - 9, room=w - 14, fill=goods.dark)}"
    )


def round_label(x: float, y: float, radius: float, goods: Goods, *, largest: int = 24) -> str:
    """A round sticker for lids, trays and discs."""
    inner = radius * 1.36
    setting = fit(goods.name, room=inner, height=radius * 0.98, largest=largest)
    return (
        f'<circle cx="{x:g}" cy="{y:g}" r="{radius:g}" fill="{PAPER}"/>'
        f'<circle cx="{x:g}" cy="{y:g}" r="{radius - 5:g}" fill="none" stroke="{goods.colour}" stroke-width="2.5"/>'
        f'<circle cx="{x:g}" cy="{y:g}" r="{radius - 10:g}" fill="none" stroke="{GOLD}" stroke-width="2" stroke-dasharray="2 5"/>'
        f"{set_words(setting, x=x, middle=y - radius * 0.08)}"
        f"{set_place(goods.place, x=x, y=y + radius * 0.6, room=radius * 1.1, fill=goods.dark)}"
    )


def tag(goods: Goods, *, y: float = 350, x: float = 200, tilt: float = -3, w: float = 212) -> str:
    """A paper tag on a string, for goods without a printed pack; 84 units high."""
    setting = fit(goods.name, room=w - 34, height=46, largest=23)
    left = -w / 2
    return (
        f'<g transform="translate({x:g} {y:g}) rotate({tilt:g})">'
        f'<path d="M{left + 3:g} 4h{w:g}v84h{-w:g}z" fill="{INK}" opacity=".14"/>'
        f'<path d="M{left:g} 0h{w:g}v84h{-w:g}z" fill="{PAPER}"/>'
        f"{weave(left, 0, w, 11, goods.colour, step=14)}"
        f'<circle cx="0" cy="17" r="3.6" fill="{goods.tint}" stroke="{goods.dark}" stroke-width="1.4"/>'
        f"{set_words(setting, x=0, middle=43)}{set_place(goods.place, x=0, y=78, room=w - 30, fill=goods.dark)}</g>"
    )


def shine(path: str, strength: float = 0.2) -> str:
    return f'<path d="{path}" fill="{WHITE}" opacity="{strength:g}"/>'


def shade(path: str, strength: float = 0.18) -> str:
    return f'<path d="{path}" fill="{INK}" opacity="{strength:g}"/>'


def stands_on(left: float, right: float, y: float = 446) -> str:
    """The shadow where the goods touch the table, falling to the right."""
    middle, half = (left + right) / 2 + 8, (right - left) / 2 + 14
    return f'<ellipse cx="{middle:g}" cy="{y:g}" rx="{half:g}" ry="11" fill="{INK}" opacity=".16"/>'
