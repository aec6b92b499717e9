"""Goods in paper, foil and card: pouches, sacks, boxes, trays."""

# ruff: noqa: E501 path data reads worse when broken

from .lettering import fit, set_place, set_words
from .ornament import label, round_label, shade, shine, stands_on, weave
from .palette import GLASS, GOLD, INK, PAPER, STRAW, WHITE, Goods, mix


def pouch(goods: Goods) -> str:
    """A stand-up pouch with a sealed top."""
    return (
        stands_on(92, 308)
        + f'<path d="M106 116h188q-2 40 6 110 10 110 10 202 0 18-20 18H110q-20 0-20-18 0-92 10-202 8-70 6-110z" fill="{goods.colour}"/>'
        + shade("M294 116q-2 40 6 110 10 110 10 202 0 18-20 18h-34c22-6 24-20 24-44 0-70-10-196-10-286z", 0.16)
        + shade("M106 116h188v36H106z", 0.18)
        + f'<path d="M112 134h176" stroke="{PAPER}" stroke-opacity=".7" stroke-width="2.5" stroke-dasharray="7 6"/>'
        + shine("M114 166q4 60-6 130-6 60-4 110-8-60 0-130 8-66 6-110z", 0.3)
        + f'<path d="M96 414q104 24 208 0" fill="none" stroke="{INK}" stroke-opacity=".2" stroke-width="3"/>'
        + label(112, 196, 176, 178, goods, largest=34)
    )


def sack(goods: Goods) -> str:
    """Rice: a full sack tied at the neck."""
    cloth = mix(goods.colour, PAPER, 0.78)
    return (
        stands_on(84, 316)
        + f'<path d="M150 150q50 14 100 0c14 32 66 66 66 176 0 70-10 120-36 120H120c-26 0-36-50-36-120 0-110 52-144 66-176z" fill="{cloth}"/>'
        + shade("M250 150c14 32 66 66 66 176 0 70-10 120-36 120h-30c24-16 32-60 32-120 0-90-36-130-54-174z", 0.1)
        + f'<path d="M150 150c-18-26-22-48-26-66l34 14 20-26 22 24 24-26 18 28 34-14c-4 18-8 40-26 66q-50 14-100 0z" fill="{cloth}"/>'
        + shade("M150 150q50 14 100 0l8-12q-58 16-116 0z", 0.16)
        + f'<path d="M144 142q56 18 112 0v14q-56 18-112 0z" fill="{goods.colour}"/>'
        + label(104, 236, 192, 158, goods, largest=34)
    )


def box(goods: Goods) -> str:
    """Cakes: a gift box seen from its corner."""
    return (
        stands_on(78, 336)
        + f'<path d="M76 226l34-50h226l-34 50z" fill="{goods.light}"/><path d="M302 226l34-50v204l-34 66z" fill="{goods.dark}"/>'
        + f'<path d="M76 226h226v220H76z" fill="{goods.colour}"/>'
        + f'<path d="M176 226l34-50h22l-34 50z" fill="{GOLD}"/>'
        + shade("M76 226h226v8H76z", 0.2)
        + label(76, 258, 226, 160, goods, largest=36)
    )


def tea_box(goods: Goods) -> str:
    """Tea: an upright carton with a tea bag hanging out."""
    return (
        stands_on(104, 320)
        + f'<path d="M102 150l26-34h168l-26 34z" fill="{goods.light}"/><path d="M270 150l26-34v284l-26 46z" fill="{goods.dark}"/>'
        + f'<path d="M102 150h168v296H102z" fill="{goods.colour}"/>'
        + f'<path d="M186 170q34 14 30 46-42 0-30-46zM186 170q-34 14-30 46 42 0 30-46z" fill="{mix(goods.colour, PAPER, 0.62)}"/>'
        + label(102, 236, 168, 164, goods, largest=31)
        + f'<path d="M290 398q24-2 34-26" fill="none" stroke="{PAPER}" stroke-width="3"/>'
        + f'<path d="M286 392l22-10 16 24v40h-44v-40z" fill="{PAPER}"/><path d="M288 410h28v28h-28z" fill="{goods.colour}" opacity=".55"/>'
    )


def tin(goods: Goods) -> str:
    """A round caddy with a lid of wood or bark."""
    bark = "".join(f"M{112 + i * 22} {206 + i % 3 * 9}v{38 + i % 2 * 30}" for i in range(9))
    return (
        stands_on(96, 304)
        + f'<path d="M98 186v230c0 16 46 30 102 30s102-14 102-30V186z" fill="{goods.colour}"/>'
        + shade("M258 180h44v236c0 12-22 22-56 26 10-6 12-16 12-30z", 0.22)
        + shine("M112 200h14v220q-14-4-14-12z", 0.2)
        + f'<path d="{bark}" stroke="{goods.dark}" stroke-width="3" stroke-linecap="round" opacity=".6"/>'
        + f'<path d="M92 152v34c0 16 48 28 108 28s108-12 108-28v-34z" fill="{goods.dark}"/><ellipse cx="200" cy="152" rx="108" ry="28" fill="{goods.light}"/>'
        + f'<ellipse cx="200" cy="152" rx="84" ry="20" fill="none" stroke="{goods.dark}" stroke-width="2.5" opacity=".6"/><ellipse cx="200" cy="142" rx="17" ry="9" fill="{GOLD}"/>'
        + label(112, 254, 176, 146, goods, largest=31)
    )


def noodles(goods: Goods) -> str:
    """Dried noodles seen through their packet."""
    strands = "".join(f"M{102 + i * 16} 384q10-22 0-44t0-44 0-44 0-44 0-44" for i in range(13))
    return (
        stands_on(84, 316)
        + f'<path d="M84 122h232v300q0 24-18 24H102q-18 0-18-24z" fill="{mix(STRAW, WHITE, 0.5)}"/>'
        + f'<path d="{strands}" transform="translate(0 26)" fill="none" stroke="{mix(STRAW, goods.colour, 0.22)}" stroke-width="6"/>'
        + f'<path d="M84 122h232v44H84z" fill="{goods.colour}"/><path d="M84 412h232v10q0 24-18 24H102q-18 0-18-24z" fill="{goods.colour}"/>'
        + f'<path d="M90 132h220M90 142h220" stroke="{PAPER}" stroke-opacity=".45" stroke-width="2" stroke-dasharray="3 3"/>'
        + shine("M96 170h16v238H96z", 0.45)
        + label(110, 206, 180, 160, goods, largest=34)
    )


def packet(goods: Goods) -> str:
    """Sweets and cakes: a pillow pack with crimped ends and a window."""
    crimp = "".join(f"l6 {8 if i % 2 else -8}" for i in range(38))
    return (
        stands_on(84, 316)
        + f'<path d="M86 150{crimp}c-10 40-10 220 0 270q2 20-14 20H100q-16 0-14-20c10-50 10-230 0-270z" fill="{goods.colour}"/>'
        + f'<path d="M92 168h216M92 178h216" stroke="{PAPER}" stroke-opacity=".5" stroke-width="2" stroke-dasharray="4 3"/>'
        + shade("M286 170c-6 60-4 180 4 270h14c16-6 12-40 8-80-6-80-6-140 2-190z", 0.16)
        + shine("M106 190q-6 110 0 226-10-20-10-110t10-116z", 0.34)
        + f'<ellipse cx="200" cy="392" rx="74" ry="30" fill="{mix(STRAW, WHITE, 0.4)}"/>'
        + "".join(
            f'<circle cx="{x}" cy="{y}" r="21" fill="{STRAW}"/><circle cx="{x}" cy="{y}" r="13" fill="{mix(STRAW, INK, 0.14)}"/>'
            for x, y in ((158, 394), (200, 398), (242, 394))
        )
        + label(108, 196, 184, 150, goods, largest=34)
    )


def tray(goods: Goods) -> str:
    """Fresh meat: a tray under film with a round sticker."""
    return (
        stands_on(64, 336)
        + f'<path d="M58 300h284l-24 132q-2 14-18 14H100q-16 0-18-14z" fill="{mix(INK, PAPER, 0.16)}"/>'
        + '<path d="M74 304c-6-50 32-96 92-104 30-24 92-24 116 4 42 8 60 54 46 100z" fill="#c9675a"/>'
        + '<path d="M92 290c2-38 34-66 78-68 24-18 70-16 90 6 34 6 50 36 46 62-60-22-140-22-214 0z" fill="#e7a99a"/>'
        + '<path d="M110 286c8-26 34-42 66-42M196 240c26-12 56-4 66 14M226 282c10-14 32-18 56-12" fill="none" stroke="#fbe9e2" stroke-width="7" stroke-linecap="round"/>'
        + f'<path d="M52 294h296v22H52z" fill="{mix(INK, PAPER, 0.3)}"/>'
        + shine("M96 300c10-48 40-74 80-80-30 20-48 44-52 80z", 0.3)
        + round_label(200, 352, 84, goods, largest=27)
    )


def roll(goods: Goods) -> str:
    """Fermented rolls in banana leaf, tied with string."""
    rolls = "".join(
        f'<g transform="translate({x} {y})"><path d="M-44 0q0-16 14-16h60q14 0 14 16v74q0 16-14 16h-60q-14 0-14-16z" fill="{c}"/>'
        f'<path d="M-44 22h88M-44 54h88M-2-16v106" stroke="{GOLD}" stroke-width="4"/><path d="M-34-10v92" stroke="{WHITE}" stroke-opacity=".2" stroke-width="6"/></g>'
        for x, y, c in (
            (144, 196, "#3c6e47"),
            (256, 196, "#4a7c4d"),
            (92, 300, "#4a7c4d"),
            (200, 300, "#3c6e47"),
            (308, 300, "#4a7c4d"),
        )
    )
    setting = fit(goods.name, room=220, height=52, largest=30)
    return (
        stands_on(60, 344)
        + rolls
        + f'<path d="M66 340h268v106H66z" fill="{PAPER}"/>{weave(66, 340, 268, 14, goods.colour, step=18)}{weave(66, 432, 268, 14, goods.colour, step=18)}'
        + set_words(setting, x=200, middle=384)
        + set_place(goods.place, x=200, y=424, room=220, fill=goods.dark)
    )


def bar(goods: Goods) -> str:
    """Soap: one bar in its wrapper, one bare bar before it."""
    return (
        stands_on(62, 340)
        + f'<path d="M74 214l26-34h236l-22 34z" fill="{goods.light}"/><path d="M314 214l22-34v154l-22 40z" fill="{goods.dark}"/>'
        + f'<path d="M74 214h240v160H74z" fill="{goods.colour}"/>'
        + label(94, 224, 200, 140, goods, largest=32)
        + f'<rect x="150" y="386" width="160" height="60" rx="22" fill="{mix(goods.colour, PAPER, 0.45)}"/>'
        + f'<rect x="166" y="396" width="128" height="30" rx="14" fill="none" stroke="{goods.colour}" stroke-opacity=".55" stroke-width="3"/>'
        + f'<circle cx="112" cy="428" r="16" fill="{WHITE}" opacity=".7"/><circle cx="134" cy="410" r="9" fill="{WHITE}" opacity=".6"/><circle cx="86" cy="412" r="7" fill="{WHITE}" opacity=".6"/>'
    )


def carton(goods: Goods) -> str:
    """Water and ready drinks: a slim carton with a cap."""
    return (
        stands_on(126, 284)
        + f'<path d="M124 180l34-48h92l34 48z" fill="{goods.light}"/><path d="M124 180h160v266H124z" fill="{GLASS}"/>'
        + f'<path d="M124 180h160v44H124z" fill="{goods.colour}"/><path d="M178 108h44v30h-44z" fill="{GOLD}"/>'
        + shade("M252 180h32v266h-32z", 0.1)
        + label(132, 244, 144, 160, goods)
    )
