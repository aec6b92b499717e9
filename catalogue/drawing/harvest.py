"""Goods as they come from the field: fruit, roots, bulbs, dried things in a bundle or a bowl."""

# ruff: noqa: E501 path data reads worse when broken

from .ornament import shade, stands_on, tag, weave
from .palette import GOLD, INK, LEAF, LEAF_LIGHT, PAPER, STRAW, WHITE, WOOD, Goods, mix


def fruit(goods: Goods) -> str:
    """Round fruit heaped on a woven tray."""
    at = ((116, 338), (284, 338), (172, 346), (228, 346), (146, 268), (254, 268), (200, 276), (176, 206), (226, 206))
    heap = "".join(
        f'<circle cx="{x}" cy="{y}" r="42" fill="{goods.colour if i % 2 else goods.light}"/>'
        f'<path d="M{x - 22} {y - 18}q16-18 36-4" stroke="{WHITE}" stroke-opacity=".45" stroke-width="6" fill="none" stroke-linecap="round"/>'
        f'<circle cx="{x + 12}" cy="{y + 14}" r="3.4" fill="{goods.dark}"/>'
        for i, (x, y) in enumerate(at)
    )
    return (
        stands_on(70, 330)
        + f'<path d="M200 176q-8-52 34-78 12 54-34 78z" fill="{LEAF}"/><path d="M200 176q-50-10-58-54 52 2 58 54z" fill="{LEAF_LIGHT}"/><path d="M200 178q2-30 10-44" stroke="{WOOD}" stroke-width="5" fill="none"/>'
        + heap
        + f'<path d="M58 352h284l-26 80q-4 14-18 14H102q-14 0-18-14z" fill="{STRAW}"/>{weave(64, 352, 272, 22, WOOD, ground=STRAW, step=22)}'
        + tag(goods, y=368)
    )


def pomelo(goods: Goods) -> str:
    """Two great fruit, one cut open."""
    wedges = "".join(
        f'<path d="M0 0L-14-66Q0-80 14-66z" transform="rotate({i * 40}) translate(0 -6)" fill="#f0a59a"/>'
        for i in range(9)
    )
    return (
        stands_on(66, 340)
        + f'<path d="M150 178c54 0 92 48 92 118s-40 116-94 116-94-46-94-116 42-118 96-118z" fill="{goods.colour}"/>'
        + shade("M180 186c38 18 62 58 62 110 0 70-40 116-94 116 60-20 84-150 32-226z", 0.12)
        + f'<path d="M148 182q-4-40 32-60M150 178q-50-2-66-42 50-8 66 42zM166 152q30-34 66-20-26 36-66 20z" fill="{LEAF}" stroke="{LEAF}" stroke-width="2"/>'
        + f'<g transform="translate(262 330)"><circle r="100" fill="{goods.colour}"/><circle r="92" fill="#f7efd8"/>{wedges}<circle r="9" fill="#f7efd8"/></g>'
        + tag(goods, y=364, x=196)
    )


def root(goods: Goods) -> str:
    """Ginseng: a forked root with its leaves."""
    rings = "M172 222q30 12 60 0M162 250q40 14 80 0M158 282q44 14 84-2M164 314q34 12 66-2"
    return (
        stands_on(96, 300)
        + f'<path d="M200 196q-60-24-104-8 10-46 70-36-40-34-28-76 46 22 56 80-8-60 22-96 30 44 2 98 26-52 78-56-2 54-62 68 60-6 76 32-54 22-110-6z" fill="{LEAF}"/>'
        + f'<path d="M200 192q-40-30-84-16M198 186q-24-40-44-74M204 184q4-50 10-84M208 186q30-36 62-44M210 192q40-10 82 8" stroke="{LEAF_LIGHT}" stroke-width="3" fill="none"/>'
        + "".join(
            f'<circle cx="{x}" cy="{y}" r="8" fill="#b5301c"/>'
            for x, y in ((186, 96), (202, 84), (218, 96), (202, 106))
        )
        + f'<path d="M180 196c-34 34-44 90-26 134-10 42-34 72-52 108 42-16 66-50 82-96 12 34 12 66 4 102 30-30 42-66 34-106 22 32 44 54 82 70-24-38-42-76-54-112 10-42-6-78-36-100z" fill="{goods.light}"/>'
        + shade("M216 196c30 22 46 58 36 100 12 36 30 74 54 112-38-16-60-38-82-70 10-60 14-100-8-142z", 0.14)
        + f'<path d="{rings}" stroke="{goods.dark}" stroke-opacity=".6" stroke-width="3.5" fill="none" stroke-linecap="round"/>'
        + tag(goods, y=362)
    )


def bulb(goods: Goods) -> str:
    """Garlic: bulbs plaited by their stems."""

    def head(x: int, y: int, size: float) -> str:
        return (
            f'<g transform="translate({x} {y}) scale({size})"><path d="M-10-46q10 14 20 0l6 20c34 12 46 36 46 60 0 30-28 46-62 46s-62-16-62-46c0-24 12-48 46-60z" fill="#f6eee6"/>'
            f'<path d="M16-26c34 12 46 36 46 60 0 30-28 46-62 46 30-16 38-80 16-106z" fill="{mix(goods.colour, WHITE, 0.5)}" opacity=".55"/>'
            f'<path d="M0-40c-20 34-24 80-6 118M4-40c24 34 28 78 14 116M-6-38c-40 40-44 70-36 100" stroke="#8d6f92" stroke-opacity=".55" stroke-width="3" fill="none"/></g>'
        )

    return (
        stands_on(78, 322)
        + f'<path d="M200 76q-20 34 0 60t0 60 0 60M200 76q20 34 0 60t0 60 0 60" stroke="{STRAW}" stroke-width="13" fill="none"/><path d="M188 62h24v26h-24z" fill="{GOLD}"/>'
        + head(152, 196, 0.8)
        + head(250, 200, 0.8)
        + head(124, 296, 0.95)
        + head(276, 296, 0.95)
        + head(200, 270, 1.05)
        + head(160, 376, 0.85)
        + head(244, 376, 0.85)
        + tag(goods, y=364)
    )


def bundle(goods: Goods) -> str:
    """Dried roots, vines or shoots tied in a sheaf."""
    sticks = "".join(
        f'<path d="M{200 + (i - 5) * 13} 300Q{200 + (i - 5) * 15} 200 {200 + (i - 5) * 25} {112 + abs(i - 5) * 8 + i % 3 * 16}" stroke="{(goods.light, goods.colour, goods.dark)[i % 3]}" stroke-width="19" fill="none" stroke-linecap="round"/>'
        f'<path d="M{200 + (i - 5) * 13} 300Q{200 + (i - 5) * 14} 380 {200 + (i - 5) * 20} 432" stroke="{(goods.light, goods.colour, goods.dark)[i % 3]}" stroke-width="18" fill="none" stroke-linecap="round"/>'
        for i in range(11)
    )
    knots = "".join(f"M{84 + i * 24} {168 + i % 4 * 24}l15 4" for i in range(10))
    return (
        stands_on(92, 308)
        + sticks
        + f'<path d="{knots}" stroke="{INK}" stroke-opacity=".28" stroke-width="4" stroke-linecap="round"/>'
        + f'<path d="M128 282h144v34H128z" fill="{STRAW}"/><path d="M128 292h144M128 304h144" stroke="{WOOD}" stroke-width="3"/><path d="M258 300q34 2 32 34M258 304q20 14 10 38" stroke="{STRAW}" stroke-width="7" fill="none"/>'
        + tag(goods, y=346)
    )


def bowl(goods: Goods) -> str:
    """Spice: a heap of grains in a clay bowl."""
    grains = "".join(
        f'<circle cx="{x}" cy="{y}" r="12" fill="{(goods.colour, goods.light, goods.dark)[(x + y) % 3]}"/><circle cx="{x - 3}" cy="{y - 4}" r="3" fill="{WHITE}" opacity=".35"/>'
        for row, (y, count) in enumerate(((176, 3), (194, 5), (212, 7), (230, 9), (248, 10), (266, 11)))
        for x in (round(200 + (k - (count - 1) / 2) * 22) + row % 2 for k in range(count))
    )
    return (
        stands_on(90, 310)
        + grains
        + f'<path d="M72 268h256c0 86-40 150-86 164v14h-84v-14c-46-14-86-78-86-164z" fill="{mix("#a5573a", PAPER, 0.1)}"/>'
        + shade("M328 268c0 86-40 150-86 164v14h-26v-14c44-16 76-80 80-164z")
        + f'<path d="M70 262h260v16H70z" fill="#7d3f2a"/>{weave(86, 286, 228, 18, "#7d3f2a", step=22)}'
        + f'<path d="M318 150q34 30 12 76M318 150q-30 24-22 70M318 150q4 40 6 76" stroke="{LEAF}" stroke-width="4" fill="none"/>'
        + tag(goods, y=338)
    )
