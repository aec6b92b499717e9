"""Goods that are woven or sewn: cloth, scarves, bags, mats."""

# ruff: noqa: E501 path data reads worse when broken

from .ornament import shade, shine, stands_on, tag, weave
from .palette import GOLD, INK, PAPER, STRAW, WOOD, Goods, mix


def cloth(goods: Goods) -> str:
    """Brocade, folded and stacked."""
    rows = "".join(
        weave(
            82,
            168 + i * 44,
            222,
            44,
            (goods.colour, goods.dark)[i % 2],
            ground=(PAPER, mix(goods.colour, PAPER, 0.86))[i % 2],
            step=(32, 24)[i % 2],
        )
        for i in range(6)
    )
    fringe = "".join(f"M{88 + i * 9} 432v12" for i in range(24))
    return (
        stands_on(80, 334)
        + f'<path d="M304 168q30 4 30 34v206q0 28-30 32z" fill="{goods.dark}"/><path d="M314 172v264M324 182v244" stroke="{PAPER}" stroke-opacity=".25" stroke-width="3"/>'
        + f'<path d="M82 154q0-14 14-14h196q12 0 12 14v14H82z" fill="{goods.colour}"/>{rows}'
        + shade("M82 252h222v6H82zM82 340h222v6H82z", 0.14)
        + f'<path d="{fringe}" stroke="{goods.colour}" stroke-width="3"/>'
        + tag(goods, y=346, x=194)
    )


def scarf(goods: Goods) -> str:
    """Silk hung over a bar, its ends knotted into a fringe."""
    fringe = "".join(f"M{132 + i * 10} 398v26" for i in range(7)) + "".join(f"M{212 + i * 10} 340v24" for i in range(7))
    return (
        stands_on(120, 290)
        + f'<path d="M70 96h260v12H70z" fill="{WOOD}"/><circle cx="70" cy="102" r="11" fill="{GOLD}"/><circle cx="330" cy="102" r="11" fill="{GOLD}"/>'
        + f'<path d="M204 92h76q10 4 10 20-6 60 0 130-6 50-2 98h-84z" fill="{goods.dark}"/>'
        + f'<path d="M122 112q0-20 14-20h132q-30 4-32 24-8 120-22 164 4 60-8 118h-84q10-60 2-118-10-60-2-168z" fill="{goods.colour}"/>'
        + shine("M146 96h18q-18 100-6 176 6 60-2 124h-14q8-66 0-126-10-80 4-174z", 0.22)
        + shine("M194 96h10q-16 90-6 172 4 60-4 130h-8q8-70 2-128-8-80 6-174z", 0.14)
        + weave(124, 352, 86, 34, goods.dark, ground=mix(goods.colour, PAPER, 0.7), step=22)
        + weave(204, 302, 85, 26, goods.dark, ground=mix(goods.colour, PAPER, 0.6), step=18)
        + f'<path d="{fringe}" stroke="{goods.colour}" stroke-width="3.5"/>'
        + tag(goods, y=206, w=200)
    )


def bag(goods: Goods) -> str:
    """A shoulder bag of brocade with tassels."""
    ground = mix(goods.colour, PAPER, 0.86)
    tassels = "".join(
        f'<path d="M{x} 438v10" stroke="{GOLD}" stroke-width="5"/><path d="M{x - 8} 448h16l4 24h-24z" fill="{goods.colour}"/>'
        for x in (116, 158, 200, 242, 284)
    )
    return (
        stands_on(92, 308)
        + f'<path d="M110 212C96 90 150 58 200 58s104 32 90 154" fill="none" stroke="{goods.dark}" stroke-width="17"/><path d="M110 212C96 90 150 58 200 58s104 32 90 154" fill="none" stroke="{GOLD}" stroke-width="3" stroke-dasharray="7 8"/>'
        + f'<path d="M92 206h216l10 216q0 18-18 18H100q-18 0-18-18z" fill="{goods.colour}"/>'
        + weave(91, 222, 218, 40, goods.dark, ground=PAPER, step=31)
        + weave(89, 268, 222, 64, goods.colour, ground=ground, step=44)
        + weave(86, 392, 228, 34, goods.dark, ground=PAPER, step=24)
        + shade("M290 206h18l10 216q0 18-18 18h-16c8-80 12-160 6-234z", 0.18)
        + tassels
        + tag(goods, y=318)
    )


def mat(goods: Goods) -> str:
    """A sedge mat, rolled, its end towards us."""
    rings = "".join(
        f'<ellipse cx="110" cy="322" rx="{r}" ry="{r * 2:g}" fill="none" stroke="{goods.colour}" stroke-width="5"/>'
        for r in (48, 35, 22, 9)
    )
    reeds = "".join(f"M112 {218 + i * 16}h210" for i in range(14))
    return (
        stands_on(70, 346)
        + f'<path d="M112 206h206q30 0 30 116t-30 116H112z" fill="{STRAW}"/>'
        + f'<path d="{reeds}" stroke="{mix(STRAW, INK, 0.16)}" stroke-width="1.6"/>'
        + weave(142, 206, 40, 232, goods.colour, ground=mix(STRAW, PAPER, 0.4), step=40)
        + weave(262, 206, 40, 232, goods.colour, ground=mix(STRAW, PAPER, 0.4), step=40)
        + shade("M112 392h232q-6 46-26 46H112z", 0.14)
        + f'<path d="M318 206q30 0 30 116t-30 116" fill="none" stroke="{goods.colour}" stroke-width="6"/>'
        + f'<ellipse cx="110" cy="322" rx="56" ry="116" fill="{mix(STRAW, PAPER, 0.35)}"/>{rings}'
        + f'<path d="M222 200v244" stroke="{WOOD}" stroke-width="7"/><path d="M222 206q-30-34-46-10t46 10q30-34 46-10t-46 10" fill="none" stroke="{WOOD}" stroke-width="6"/>'
        + tag(goods, y=330, x=226, w=204)
    )
