"""Goods in glass and clay: bottles, jars, flasks, vials."""

# ruff: noqa: E501 path data reads worse when broken

from .ornament import label, shade, shine, stands_on
from .palette import GLASS, GOLD, INK, PAPER, WOOD, Goods, mix


def bottle(goods: Goods) -> str:
    """Sauce: broad shoulders, a gold cap."""
    body = "M176 96h48v52c0 27 44 42 44 88v182a26 26 0 0 1-26 26h-84a26 26 0 0 1-26-26V236c0-46 44-61 44-88z"
    return (
        stands_on(132, 268)
        + f'<path d="{body}" fill="{goods.colour}"/>'
        + shade("M224 96v52c0 27 44 42 44 88v182a26 26 0 0 1-26 26h-20c14 0 22-10 22-26V240c0-44-36-60-36-92V96z")
        + shine("M146 236c0-40 40-54 42-88V104h8v46c-2 36-36 50-36 88v180c0 6 2 10 4 14-12-2-18-8-18-16z", 0.24)
        + f'<path d="M168 76a8 8 0 0 1 8-8h48a8 8 0 0 1 8 8v30h-64z" fill="{GOLD}"/>'
        + shade("M168 96h64v10h-64z")
        + shine("M176 72h8v22h-8z", 0.4)
        + label(132, 244, 136, 152, goods)
    )


def tall(goods: Goods) -> str:
    """Oil: a slim square bottle with a black stopper."""
    glass = "M182 84h36v62c0 28 34 36 34 74v202a22 22 0 0 1-22 22h-60a22 22 0 0 1-22-22V220c0-38 34-46 34-74z"
    return (
        stands_on(148, 252)
        + f'<path d="{glass}" fill="{mix(goods.colour, GLASS, 0.55)}"/>'
        + f'<path d="M190 160h20c4 26 34 32 34 62v198a16 16 0 0 1-16 16h-56a16 16 0 0 1-16-16V222c0-30 30-36 34-62z" fill="{goods.colour}"/>'
        + shine("M160 228c0-26 24-36 30-62v-70h7v72c-3 30-26 36-26 62v186h-11z", 0.28)
        + f'<path d="M177 64h46v36h-46z" fill="{INK}"/><path d="M177 92h46v8h-46z" fill="{GOLD}"/>'
        + label(148, 248, 104, 148, goods, largest=24)
    )


def flask(goods: Goods) -> str:
    """Rice spirit: a round clay flask, its mouth tied with cloth."""
    return (
        stands_on(112, 288)
        + f'<path d="M176 150c-8 22-68 44-68 150 0 66 30 144 60 144h64c30 0 60-78 60-144 0-106-60-128-68-150z" fill="{goods.colour}"/>'
        + shade("M224 150c8 22 68 44 68 150 0 66-30 144-60 144h-24c34-10 60-80 60-144 0-98-50-126-58-150z", 0.2)
        + shine("M128 286c2-62 30-92 54-114-14 24-36 52-38 114-1 40 6 74 16 106-20-28-33-66-32-106z", 0.22)
        + f'<path d="M170 142c-14-28-12-58 6-76q24-14 48 0c18 18 20 48 6 76z" fill="{mix(goods.colour, PAPER, 0.72)}"/>'
        + shade("M206 62q14 0 20 8c16 18 16 46 4 72h-16c8-26 8-56-8-80z", 0.1)
        + f'<path d="M166 134h68v14h-68z" fill="{GOLD}"/><path d="M230 141q26 8 22 34M230 141q18 16 8 40" fill="none" stroke="{GOLD}" stroke-width="4"/>'
        + label(114, 246, 172, 138, goods)
    )


def spirit(goods: Goods) -> str:
    """Wine: a tall clear bottle with a wooden stopper, the drink's colour inside."""
    return (
        stands_on(138, 262)
        + f'<path d="M182 92h36v66c0 22 44 30 44 66v196a24 24 0 0 1-24 24h-76a24 24 0 0 1-24-24V224c0-36 44-44 44-66z" fill="{mix(goods.colour, GLASS, 0.74)}"/>'
        + f'<path d="M146 236q54 14 108 0v182a18 18 0 0 1-18 18h-72a18 18 0 0 1-18-18z" fill="{goods.colour}"/>'
        + shine("M150 228c0-28 36-36 40-64V98h7v70c-4 32-34 36-34 64v184h-13z", 0.34)
        + f'<path d="M180 60a6 6 0 0 1 6-6h28a6 6 0 0 1 6 6v38h-40z" fill="{WOOD}"/>'
        + shade("M180 84h40v14h-40z")
        + label(138, 262, 124, 140, goods, largest=26)
    )


def vial(goods: Goods) -> str:
    """Essential oil: a small brown vial with a dropper, beside its carton."""
    return (
        stands_on(84, 316)
        + f'<path d="M170 196h146v250H170z" fill="{goods.light}"/>'
        + shade("M286 196h30v250h-30z", 0.16)
        + f'<path d="M170 196h146l-14-20H184z" fill="{goods.dark}"/>'
        + label(178, 232, 130, 168, goods, largest=27)
        + f'<path d="M84 334q0-20 18-26v-14h44v14q18 6 18 26v94a18 18 0 0 1-18 18h-44a18 18 0 0 1-18-18z" fill="{goods.dark}"/>'
        + shine("M92 336q2-14 16-20v120q-14 0-16-12z", 0.26)
        + f'<path d="M98 262h52v34H98z" fill="{INK}"/><path d="M108 224q16-22 32 0v40h-32z" fill="{mix(INK, PAPER, 0.22)}"/>'
        + shine("M113 228q4-8 8-8v34h-8z", 0.22)
        + f'<path d="M84 352h80v52H84z" fill="{PAPER}"/><path d="M92 366h64M100 380h48M106 392h36" stroke="{goods.colour}" stroke-width="4"/>'
    )


def jar(goods: Goods) -> str:
    """Honey and preserves: a wide jar under a gold lid."""
    return (
        stands_on(100, 300)
        + f'<path d="M120 184q-20 14-20 46v174a40 40 0 0 0 40 40h120a40 40 0 0 0 40-40V230q0-32-20-46z" fill="{goods.colour}"/>'
        + shade("M280 184q20 14 20 46v174a40 40 0 0 1-40 40h-24c24-4 36-18 36-40V230q0-30-16-46z")
        + shine("M124 196q-12 12-12 36v170q0 18 12 28z", 0.3)
        + f'<path d="M110 128a10 10 0 0 1 10-10h160a10 10 0 0 1 10 10v46a10 10 0 0 1-10 10H120a10 10 0 0 1-10-10z" fill="{GOLD}"/>'
        + f'<path d="M110 146h180M110 158h180M110 170h180" stroke="{INK}" opacity=".16" stroke-width="3"/>'
        + shine("M120 122h20v58h-20z", 0.34)
        + label(100, 230, 200, 160, goods, largest=34)
    )


def soda(goods: Goods) -> str:
    """Juice: a short clear bottle with a crown cap."""
    return (
        stands_on(140, 260)
        + f'<path d="M180 138h40v40c0 26 40 30 40 66v178a22 22 0 0 1-22 22h-76a22 22 0 0 1-22-22V244c0-36 40-40 40-66z" fill="{mix(goods.colour, GLASS, 0.7)}"/>'
        + f'<path d="M148 244c0-20 14-30 26-40h52c12 10 26 20 26 40v176a16 16 0 0 1-16 16h-72a16 16 0 0 1-16-16z" fill="{goods.colour}"/>'
        + shine("M154 246c0-22 26-34 32-58v-40h8v42c-4 30-26 36-26 58v168h-14z", 0.34)
        + f'<path d="M172 116h56l4 22-6 8-6-6-7 6-7-6-6 6-6-6-7 6-7-6-6 6-6-8z" fill="{goods.dark}"/>'
        + label(140, 256, 120, 136, goods, largest=26)
    )


def pot_of_extract(goods: Goods) -> str:
    """Herbal extract: a low dark pot with a broad lid, in front of its carton."""
    return (
        stands_on(92, 316)
        + f'<path d="M112 132h176v240H112z" fill="{goods.light}"/>'
        + shade("M256 132h32v240h-32z", 0.16)
        + label(120, 150, 160, 140, goods, largest=30)
        + f'<path d="M96 340q-4 8-4 18v58a28 28 0 0 0 28 28h108a28 28 0 0 0 28-28v-58q0-10-4-18z" fill="{goods.dark}"/>'
        + shine("M106 350q-4 30 2 76-10-8-10-22v-40z", 0.3)
        + f'<path d="M88 306a8 8 0 0 1 8-8h156a8 8 0 0 1 8 8v28a8 8 0 0 1-8 8H96a8 8 0 0 1-8-8z" fill="{GOLD}"/>'
        + shade("M88 328h172v6a8 8 0 0 1-8 8H96a8 8 0 0 1-8-8z")
        + f'<path d="M92 372h164v44H92z" fill="{PAPER}"/><path d="M108 386h132M128 402h92" stroke="{goods.colour}" stroke-width="5"/>'
    )
