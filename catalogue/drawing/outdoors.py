"""What lives in a pot, and what one travels to: plants, flowers, animals, a village, a boat."""

# ruff: noqa: E501 path data reads worse when broken

from .ornament import shade, stands_on, tag, weave
from .palette import GOLD, INK, LEAF, LEAF_LIGHT, PAPER, STRAW, WHITE, WOOD, Goods, mix

CLAY = "#a5573a"


def _pot(colour: str) -> str:
    return (
        f'<path d="M120 346h160l-20 86q-3 14-18 14h-84q-15 0-18-14z" fill="{colour}"/><path d="M110 332h180v24H110z" fill="{mix(colour, INK, 0.18)}"/>'
        + shade("M256 356h22l-18 76q-3 14-18 14h-20c20-20 30-60 34-90z")
    )


def tree(goods: Goods) -> str:
    """A kumquat tree in fruit, for Tết."""
    crown = (
        (200, 124, 62),
        (140, 176, 60),
        (260, 176, 60),
        (200, 208, 70),
        (116, 244, 50),
        (284, 244, 50),
        (200, 270, 58),
    )
    fruits = (
        (176, 96), (222, 112), (198, 148), (120, 160), (160, 190), (244, 160), (284, 180), (226, 206), (100, 236), (142, 250), (186, 244),
        (262, 240), (302, 250), (170, 290), (228, 284),
    )  # fmt: skip
    return (
        stands_on(116, 284)
        + f'<path d="M192 260h16v80h-16z" fill="{WOOD}"/>'
        + "".join(
            f'<circle cx="{x}" cy="{y}" r="{r}" fill="{(LEAF, LEAF_LIGHT)[i % 2]}"/>'
            for i, (x, y, r) in enumerate(crown)
        )
        + "".join(
            f'<path d="M{x - 34} {y + 18}q10-18 26-8M{x + 8} {y - 20}q16-10 24 6" stroke="{mix(LEAF, INK, 0.3)}" stroke-opacity=".5" stroke-width="4" fill="none"/>'
            for x, y, _ in crown
        )
        + "".join(
            f'<circle cx="{x}" cy="{y}" r="13" fill="{GOLD}"/><circle cx="{x - 4}" cy="{y - 4}" r="3.6" fill="{WHITE}" opacity=".6"/>'
            for x, y in fruits
        )
        + _pot(CLAY)
        + tag(goods, y=352)
    )


def orchid(goods: Goods) -> str:
    """An orchid with a hanging spray of flowers."""

    def flower(x: int, y: int, size: float) -> str:
        petals = "".join(
            f'<ellipse cy="-20" rx="11" ry="20" transform="rotate({i * 72})" fill="{mix(goods.colour, WHITE, 0.45 if i % 2 else 0.3)}"/>'
            for i in range(5)
        )
        return f'<g transform="translate({x} {y}) scale({size})">{petals}<circle r="9" fill="{goods.dark}"/><circle r="4" fill="{GOLD}"/></g>'

    spray = (
        (196, 96, 0.9),
        (240, 84, 1),
        (284, 98, 1.05),
        (318, 134, 1.05),
        (332, 182, 1),
        (328, 232, 0.9),
        (160, 124, 0.8),
    )
    return (
        stands_on(120, 280)
        + f'<path d="M196 336C150 240 150 120 220 92s112 40 110 150" fill="none" stroke="{LEAF}" stroke-width="6"/>'
        + f'<path d="M200 338q-80-30-120-8 40-60 120-14zM200 338q80-34 116 0-44-52-116-24zM198 338q-50-80-110-92 90-8 118 88zM202 338q36-76 84-84-70-14-94 80z" fill="{LEAF_LIGHT}"/><path d="M200 338q-80-30-120-8 40-40 120 4z" fill="{LEAF}"/>'
        + "".join(flower(*at) for at in spray)
        + _pot(CLAY)
        + tag(goods, y=352)
    )


def flowers(goods: Goods) -> str:
    """Cut flowers in a vase."""
    heads = ((200, 110), (140, 150), (262, 148), (170, 200), (232, 198))
    petals = "".join(
        f'<path d="M{x} {y}L{200 + (x - 200) // 6} 310" stroke="{LEAF}" stroke-width="6"/><circle cx="{x}" cy="{y}" r="38" fill="{goods.colour if i % 2 else goods.light}"/>'
        f'<circle cx="{x}" cy="{y}" r="26" fill="none" stroke="{PAPER}" stroke-opacity=".5" stroke-width="5" stroke-dasharray="9 7"/><circle cx="{x}" cy="{y}" r="12" fill="{GOLD}"/>'
        for i, (x, y) in enumerate(heads)
    )
    return (
        stands_on(128, 272)
        + petals
        + f'<path d="M150 282h100q-14 26 4 56 26 46 10 84-8 24-30 24h-68q-22 0-30-24-16-38 10-84 18-30 4-56z" fill="{CLAY}"/>{weave(134, 316, 132, 20, INK, step=22)}'
        + tag(goods, y=348)
    )


def fish(goods: Goods) -> str:
    """Ornamental fish in a glass bowl."""
    swim = "".join(
        f'<g transform="translate({x} {y}) scale({s} 1)"><path d="M-44 0q40-40 84 0-44 40-84 0z" fill="{c}"/><path d="M-40 0l-32-24v48z" fill="{GOLD}"/><circle cx="22" cy="-4" r="4" fill="{INK}"/></g>'
        for x, y, s, c in ((168, 232, 1, goods.colour), (240, 296, -1, goods.light))
    )
    return (
        stands_on(96, 304)
        + f'<path d="M130 136h140c60 40 76 110 60 190q-22 120-76 120H146q-54 0-76-120c-16-80 0-150 60-190z" fill="{WHITE}" opacity=".55"/><path d="M78 210q122 26 244 0 18 60 8 116-22 120-76 120H146q-54 0-76-120-10-56 8-116z" fill="#bcd9dc"/>{swim}'
        + tag(goods, y=352)
    )


def house(goods: Goods) -> str:
    """A village: a tiled house among palms before a hill."""
    tiles = "".join(f"M{104 + i * 24} 252v-{54 - abs(i - 4) * 4}" for i in range(9))
    return (
        f'<path d="M20 420q60-190 130-190 50 0 80 70 30-110 80-110 40 0 70 230z" fill="{mix(LEAF, WHITE, 0.45)}"/><circle cx="292" cy="128" r="38" fill="{GOLD}"/>'
        + stands_on(70, 330)
        + f'<path d="M92 252h216v194H92z" fill="{mix(STRAW, PAPER, 0.5)}"/><path d="M56 258q50-8 70-70h148q20 62 70 70z" fill="{goods.colour}"/><path d="{tiles}" stroke="{goods.dark}" stroke-width="4"/>'
        + f'<path d="M170 316h60v130h-60z" fill="{WOOD}"/><path d="M200 316v130" stroke="{INK}" stroke-opacity=".4" stroke-width="3"/><path d="M112 306h42v46h-42zM246 306h42v46h-42z" fill="{goods.dark}"/>'
        + weave(92, 262, 216, 24, goods.colour, step=24)
        + f'<path d="M48 446q12-120 0-200" stroke="{WOOD}" stroke-width="9" fill="none"/><path d="M48 248q-44-20-58 20 30-14 58-20zM48 248q44-26 66 10-36-10-66-10zM48 248q-14-50-44-40 26 10 44 40zM48 248q20-46 50-30-30 6-50 30z" fill="{LEAF}"/>'
        + tag(goods, y=360)
    )


def boat(goods: Goods) -> str:
    """A basket boat on the water, for days out."""
    waves = "".join(
        f'<path d="M-10 {y}q26-18 52 0t52 0 52 0 52 0 52 0 52 0 52 0 52 0" fill="none" stroke="{PAPER}" stroke-opacity=".7" stroke-width="5"/>'
        for y in (414, 446, 478)
    )
    return (
        f'<circle cx="286" cy="140" r="42" fill="{GOLD}"/><path d="M0 392h400v108H0z" fill="{mix(goods.colour, WHITE, 0.4)}"/>{waves}'
        f'<path d="M84 330h232q-8 96-76 104h-80q-68-8-76-104z" fill="{STRAW}"/>{weave(84, 322, 232, 28, WOOD, ground=mix(STRAW, PAPER, 0.4), step=28)}'
        f'<path d="M176 214h48l20 112h-88z" fill="{goods.colour}"/><circle cx="200" cy="194" r="24" fill="#d9a77c"/><path d="M148 192q52-54 104 0z" fill="{mix(STRAW, PAPER, 0.4)}"/><path d="M246 214l84 172" stroke="{WOOD}" stroke-width="8"/>'
        + tag(goods, y=362)
    )
