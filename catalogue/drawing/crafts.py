"""Goods for the house, of bamboo, clay, wood and brass."""

# ruff: noqa: E501 path data reads worse when broken

from .ornament import shade, shine, stands_on, tag, weave
from .palette import GOLD, INK, PAPER, STRAW, WHITE, WOOD, Goods, mix


def lantern(goods: Goods) -> str:
    """Silk on bamboo ribs, lit from inside."""
    ribs = "".join(
        f'<path d="M200 122Q{200 + d} 232 200 342" fill="none" stroke="{goods.dark}" stroke-width="3"/>'
        for d in (-230, -130, 0, 130, 230)
    )
    return (
        f'<path d="M200 0v88" stroke="{INK}" stroke-width="3"/><path d="M186 84q14-20 28 0z" fill="{GOLD}"/>'
        f'<path d="M174 120C62 150 62 314 174 344h52c112-30 112-194 0-224z" fill="{goods.colour}"/>'
        f'<path d="M190 126c-40 30-40 182 0 212h20c40-30 40-182 0-212z" fill="{mix(goods.colour, GOLD, 0.5)}" opacity=".7"/>{ribs}'
        + f'<path d="M162 98h76v26h-76z" fill="{GOLD}"/><path d="M162 340h76v24h-76z" fill="{GOLD}"/>'
        + shade("M162 116h76v8h-76zM162 340h76v7h-76z", 0.2)
        + f'<path d="M186 364v50M200 364v66M214 364v50" stroke="{goods.colour}" stroke-width="7"/><circle cx="200" cy="372" r="10" fill="{goods.dark}"/>'
        + tag(goods, y=196)
    )


def teapot(goods: Goods) -> str:
    """A clay teapot with two cups."""
    cups = "".join(
        f'<path d="M{x} 392h64q0 54-22 54h-20q-22 0-22-54z" fill="{c}"/><ellipse cx="{x + 32}" cy="392" rx="32" ry="8" fill="{goods.dark}"/>'
        for x, c in ((40, goods.light), (298, goods.colour))
    )
    return (
        stands_on(60, 340)
        + f'<path d="M116 232q-50-26-58 28-2 50 66 74" fill="none" stroke="{goods.dark}" stroke-width="17"/><path d="M280 250l58-52q16-8 14 10l-56 112z" fill="{goods.colour}"/>'
        + f'<path d="M118 220c-30 100 10 206 84 206s114-106 84-206z" fill="{goods.colour}"/>'
        + shade("M260 220h26c30 100-10 206-84 206 60-20 84-110 58-206z")
        + shine("M134 240q-16 70 10 124-34-48-22-124z", 0.3)
        + f'<path d="M128 214q74-60 148 0z" fill="{goods.light}"/><path d="M120 212h164v14H120z" fill="{goods.dark}"/><circle cx="202" cy="172" r="14" fill="{goods.dark}"/>'
        + weave(118, 248, 168, 26, goods.dark, ground=mix(goods.colour, PAPER, 0.75), step=24)
        + cups
        + tag(goods, y=312, x=204)
    )


def basket(goods: Goods) -> str:
    """A rattan basket with a handle."""
    rows = "".join(
        f'<path d="M{90 + i * 4} {256 + i * 22}h{220 - i * 8}" stroke="{WOOD}" stroke-width="13" stroke-dasharray="17 6" stroke-dashoffset="{i % 2 * 12}"/>'
        for i in range(9)
    )
    return (
        stands_on(96, 304)
        + f'<path d="M116 246q0-152 84-152t84 152" fill="none" stroke="{WOOD}" stroke-width="15"/><path d="M116 246q0-152 84-152t84 152" fill="none" stroke="{STRAW}" stroke-width="4" stroke-dasharray="9 9"/>'
        + f'<path d="M80 244h240l-34 186q-3 16-18 16H132q-15 0-18-16z" fill="#c4924a"/>{rows}'
        + shade("M286 244h34l-34 186q-3 16-18 16h-26c30-60 42-130 44-202z", 0.16)
        + f'<rect x="74" y="230" width="252" height="26" rx="12" fill="{WOOD}"/><path d="M86 243h228" stroke="{STRAW}" stroke-width="4" stroke-dasharray="10 8"/>'
        + tag(goods, y=314)
    )


def lamp(goods: Goods) -> str:
    """A brass lamp with a small flame."""
    return (
        stands_on(118, 282)
        + f'<path d="M200 62q30 44 8 72h-16q-22-28 8-72z" fill="{GOLD}"/><path d="M200 94q12 22 3 38h-6q-9-16 3-38z" fill="{PAPER}"/>'
        + f'<path d="M126 136h148q-2 44-52 54h-44q-50-10-52-54z" fill="{goods.colour}"/><path d="M118 130h164v12H118z" fill="{goods.light}"/>'
        + f'<path d="M184 188h32l-6 26q20 12 20 34t-18 34l4 40q46 20 68 100 4 24-14 24H130q-18 0-14-24 22-80 68-100l4-40q-18-12-18-34t20-34z" fill="{goods.colour}"/>'
        + shade(
            "M216 188l-6 26q20 12 20 34t-18 34l4 40q46 20 68 100 4 24-14 24h-40c20-60-6-110-30-130q-14-80-6-128z", 0.2
        )
        + shine("M180 250q0-20 14-30-4 30-2 60-12-8-12-30zM132 416q20-60 48-84-22 40-28 104h-16q-8-4-4-20z", 0.32)
        + weave(118, 420, 164, 26, goods.dark, ground=mix(goods.colour, PAPER, 0.7), step=24)
        + tag(goods, y=322)
    )


def board(goods: Goods) -> str:
    """A carved wooden tray standing on its edge."""
    return (
        stands_on(58, 342)
        + f'<rect x="56" y="150" width="288" height="286" rx="34" fill="{goods.dark}"/><rect x="56" y="140" width="288" height="286" rx="34" fill="{goods.colour}"/>'
        + f'<rect x="84" y="168" width="232" height="230" rx="18" fill="{goods.light}"/>'
        + f'<path d="M92 204q54-16 108 0t108 0M92 236q54-18 108 0t108 0M92 268q54-16 108 0t108 0M92 300q54-18 108 0t108 0" fill="none" stroke="{goods.colour}" stroke-opacity=".55" stroke-width="4"/>'
        + f'<path d="M176 152h48M176 414h48" stroke="{INK}" stroke-opacity=".5" stroke-width="10" stroke-linecap="round"/>'
        + "".join(
            f'<g transform="translate({x} 222)"><path d="M-30 0h60q0 50-20 50h-20q-20 0-20-50z" fill="{PAPER}"/><ellipse rx="30" ry="8" fill="{mix(goods.colour, INK, 0.4)}"/></g>'
            for x in (150, 250)
        )
        + tag(goods, y=308)
    )


def chopsticks(goods: Goods) -> str:
    """Pairs of chopsticks in a bamboo cup."""
    sticks = "".join(
        f'<path d="M{170 + i * 9} 270L{118 + i * 24} {78 + i % 3 * 14}" stroke="{(goods.colour, goods.light)[i % 2]}" stroke-width="10" stroke-linecap="round"/>'
        for i in range(8)
    )
    return (
        stands_on(132, 268)
        + sticks
        + f'<path d="M128 236h144v188q0 22-72 22t-72-22z" fill="{STRAW}"/><ellipse cx="200" cy="236" rx="72" ry="17" fill="{WOOD}"/>'
        + shade("M244 250h28v174q0 14-28 19z", 0.14)
        + weave(128, 396, 144, 24, goods.colour, step=24)
        + tag(goods, y=290)
    )


def candle(goods: Goods) -> str:
    """A scented candle in a glass."""
    return (
        stands_on(108, 292)
        + f'<path d="M200 84q30 42 8 72h-16q-22-30 8-72z" fill="{GOLD}"/><path d="M200 154v40" stroke="{INK}" stroke-width="5"/>'
        + f'<path d="M106 178h188v240q0 28-28 28H134q-28 0-28-28z" fill="{mix(goods.colour, WHITE, 0.78)}"/><path d="M114 214h172v200q0 24-22 24H136q-22 0-22-24z" fill="{goods.light}"/>'
        + shine("M122 190h14v230q-14-4-14-16z", 0.5)
        + tag(goods, y=282, tilt=0, w=186)
    )


def figure(goods: Goods) -> str:
    """Any other handmade thing: a parcel in paper, tied with string."""
    return (
        stands_on(80, 320)
        + f'<path d="M80 196h240v250H80z" fill="{STRAW}"/><path d="M80 196l26-34h188l26 34z" fill="{mix(STRAW, WHITE, 0.3)}"/>'
        + shade("M286 196h34v250h-34z", 0.12)
        + f'<path d="M186 162h28v284h-28z" fill="{goods.colour}"/><path d="M200 166q-60-60-84-26t84 26q60-60 84-26t-84 26" fill="none" stroke="{goods.colour}" stroke-width="13"/>'
        + tag(goods, y=286)
    )
