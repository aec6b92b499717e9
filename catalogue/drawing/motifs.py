"""What the goods are made of, laid beside the pack: a chilli, a stick of cinnamon, a leaf."""

# ruff: noqa: E501 path data reads worse when broken

from .choosing import first_named
from .palette import GOLD, INK, LEAF, LEAF_LIGHT, PAPER, STRAW, WHITE, WOOD, mix


def _anchovy() -> str:
    return f'<path d="M-34 0q30-22 62-2l14-10v24l-14-10q-32 20-62-2z" fill="#8fa3ad"/><path d="M-26-2q26-12 52 0" stroke="{WHITE}" stroke-opacity=".7" stroke-width="3" fill="none"/><circle cx="-20" cy="-2" r="3" fill="{INK}"/>'


def _chilli() -> str:
    return f'<path d="M-30-8q30 26 64-6-8 34-40 34-20-4-24-28z" fill="#b5301c"/><path d="M-30-8q-4-12-14-14" stroke="{LEAF}" stroke-width="6" fill="none" stroke-linecap="round"/>'


def _cinnamon() -> str:
    return "".join(
        f'<g transform="translate({x} {y}) rotate({r})"><rect x="-36" y="-8" width="72" height="16" rx="4" fill="#96512b"/><path d="M-34-1h66" stroke="#5e2f16" stroke-width="3"/><ellipse cx="36" rx="5" ry="8" fill="#5e2f16"/></g>'
        for x, y, r in ((0, 8, -6), (2, -8, 12))
    )


def _leaf() -> str:
    return f'<path d="M-34 10q6-36 60-30 2 34-60 30z" fill="{LEAF}"/><path d="M-30 8q24-6 48-22" stroke="{LEAF_LIGHT}" stroke-width="3" fill="none"/><path d="M4 16q10-22 36-16-6 24-36 16z" fill="{LEAF_LIGHT}"/>'


def _beans(colour: str) -> str:
    at = ((-24, 6, 20), (2, 10, -30), (24, 4, 40), (-8, -10, 10), (16, -14, -20))
    return "".join(
        f'<g transform="translate({x} {y}) rotate({r})"><ellipse rx="14" ry="9.5" fill="{colour}"/><path d="M-11 1q11-6 22 0" stroke="{mix(colour, PAPER, 0.45)}" stroke-width="2.4" fill="none"/></g>'
        for x, y, r in at
    )


def _honeycomb() -> str:
    cells = "".join(
        f'<path d="M{x} {y - 12}l10.500 6v12l-10.500 6-10.500-6v-12z"/>'
        for x, y in ((-22, 4), (0, 4), (22, 4), (-11, -15), (11, -15))
    )
    return f'<g fill="{GOLD}" stroke="#a8650f" stroke-width="3">{cells.replace(".500", ".5")}</g>'


def _clove() -> str:
    return '<path d="M-18-26q6 8 12 0c22 12 26 46 0 48-34 2-34-34-12-48z" fill="#f6eee6"/><path d="M-12-22q-10 22 0 42" stroke="#8d6f92" stroke-opacity=".6" stroke-width="2.5" fill="none"/><path d="M18-8c20 8 22 30 2 30-24 0-20-24-2-30z" fill="#ece0e2"/>'


def _ear() -> str:
    grains = "".join(
        f'<ellipse cx="{-28 + i * 9}" cy="{-4 - i * 3 + (7 if i % 2 else -7)}" rx="9" ry="4.6" transform="rotate({-20 + (30 if i % 2 else -30)} {-28 + i * 9} {-4 - i * 3})" fill="{STRAW}"/>'
        for i in range(8)
    )
    return f'<path d="M-44 8Q0 0 40-24" stroke="{WOOD}" stroke-width="3" fill="none"/>{grains}'


def _berries(colour: str) -> str:
    return "".join(
        f'<circle cx="{x}" cy="{y}" r="{r}" fill="{colour}"/><circle cx="{x - 4}" cy="{y - 4}" r="3" fill="{WHITE}" opacity=".5"/>'
        for x, y, r in ((-20, 4, 15), (10, 6, 16), (-4, -14, 14), (32, -2, 12))
    )


def _salt() -> str:
    return "".join(
        f'<rect x="{x}" y="{y}" width="{s}" height="{s}" transform="rotate({r} {x} {y})" fill="{WHITE}" stroke="#9fb4bd" stroke-width="2"/>'
        for x, y, s, r in ((-34, -4, 20, 12), (-8, -14, 24, -10), (20, 0, 16, 30), (-14, 10, 12, 5))
    )


def _coconut() -> str:
    return f'<path d="M-36-10a36 30 0 0 0 72 0z" fill="#6b4a2b"/><ellipse cy="-10" rx="36" ry="12" fill="{WHITE}"/><ellipse cy="-9" rx="26" ry="7" fill="#e9e2d2"/>'


def _ginseng() -> str:
    return '<path d="M-40-8q20-16 44-4 26-6 38 4-20 4-34 10 16 4 22 16-24-4-40-14-14 8-40 8 10-6 16-12-6-2-6-8z" fill="#d8b173"/><path d="M-22-8l4 10M-8-10l3 12M6-10l2 10" stroke="#8f6a33" stroke-width="2.4"/>'


BESIDE = (
    ("nước mắm", _anchovy()),
    ("tương ớt", _chilli()),
    ("măng ớt", _chilli()),
    ("quế", _cinnamon()),
    ("mật ong", _honeycomb()),
    ("sâm", _ginseng()),
    ("cà phê", _beans("#4f3226")),
    ("dầu phụng", _beans("#d3a25b")),
    ("mè đen", _beans("#2c2722")),
    ("đậu xanh", _beans("#8f9d3d")),
    ("tỏi", _clove()),
    ("muối", _salt()),
    ("dừa", _coconut()),
    ("ba kích", _beans("#6b3458")),
    ("sim", _berries("#5f2c50")),
    ("bòn bon", _berries("#d6b15a")),
    ("gạo", _ear()),
    ("nếp", _ear()),
    ("mạch nha", _ear()),
    ("chè", _leaf()),
    ("trà", _leaf()),
)
WITHOUT = frozenset(
    {"teapot", "board", "basket", "fruit", "root", "bulb", "bundle", "bowl", "tray", "roll", "bar", "house", "boat"}
)


def beside(name: str, form: str) -> str:
    """A motif at the foot of the pack, on the left, where the form leaves room for it."""
    if form in WITHOUT:
        return ""
    drawn = first_named(name, BESIDE)
    return (
        f'<ellipse cx="84" cy="468" rx="46" ry="7" fill="{INK}" opacity=".13"/><g transform="translate(82 448)">{drawn}</g>'
        if drawn
        else ""
    )
