"""Colours: a tint of the ground for each of the six groups, and the colour of the goods themselves."""

from dataclasses import dataclass

from .choosing import first_named

INK = "#1e1b16"
PAPER = "#fbf7ef"
GOLD = "#e8a317"
WHITE = "#ffffff"
WOOD = "#8a5a2b"
STRAW = "#d9b76a"
LEAF = "#3c6e47"
LEAF_LIGHT = "#5f9a62"
GLASS = "#e9efe6"

TINTS = {
    "food": "#f3dfc1",
    "drink": "#dce5d3",
    "medicine": "#e6dccb",
    "craft": "#ebd5c6",
    "plant": "#d5e3dc",
    "visit": "#d6deea",
}
DEEPS = {
    "food": ("#b4532a", "#9a3b26", "#8a5a1f", "#4f6b34"),
    "drink": ("#2f6b4f", "#7a3346", "#6b3f2f"),
    "medicine": ("#7a5a2b", "#5b6a35", "#8a4b2a"),
    "craft": ("#8c2f39", "#2b3a67", "#7a4a2b"),
    "plant": ("#3c6e47", "#a8472f", "#2f5f66"),
    "visit": ("#2b3a67", "#2f6b4f", "#8c2f39"),
}

# What a thing is made of decides its colour before its group does.
NATURAL = (
    ("ấm trà", "#9c4f35"),
    ("hộp trà", "#96512b"),
    ("mộc", "#8a5a2b"),
    ("thịt", "#a8433a"),
    ("nem", "#8c3a2b"),
    ("tỏi đen", "#3d3138"),
    ("tương ớt", "#b5301c"),
    ("măng ớt", "#c24a22"),
    ("măng", "#b98f4a"),
    ("ớt", "#b5301c"),
    ("nước mắm", "#a24a1e"),
    ("mật ong", "#c67a15"),
    ("mạch nha", "#b8731f"),
    ("cà phê", "#4f3226"),
    ("tinh dầu", "#6e4420"),
    ("quế", "#96512b"),
    ("trà rừng", "#3f6a45"),
    ("trà", "#3f6b4f"),
    ("chè", "#3d7046"),
    ("muối", "#3f6478"),
    ("dầu mè đen", "#3a332c"),
    ("dầu phụng", "#c18a24"),
    ("đậu xanh", "#7d8b2f"),
    ("dừa", "#7c5a34"),
    ("sim", "#5f2c50"),
    ("ba kích", "#6b3458"),
    ("nếp", "#8a6a2b"),
    ("tiêu", "#3c3a36"),
    ("gạo", "#6f8a3d"),
    ("bòn bon", "#c39a3a"),
    ("dâu", "#9c2f3f"),
    ("bưởi", "#93a83c"),
    ("sâm", "#8f6a33"),
    ("đồng", "#a87425"),
    ("lụa", "#9a3350"),
    ("cói", "#a8472f"),
    ("gốm", "#a5573a"),
    ("đèn lồng", "#b32f26"),
    ("giả hạc", "#a8709a"),
)


@dataclass(frozen=True, slots=True)
class Goods:
    """What a form needs to know: the words of its label and three shades of one colour."""

    name: str
    place: str
    colour: str
    tint: str

    @property
    def dark(self) -> str:
        return mix(self.colour, INK, 0.3)

    @property
    def light(self) -> str:
        return mix(self.colour, WHITE, 0.24)


def colour_for(name: str, group: str) -> str:
    """The colour of the goods: of what they are made of, else one of the group's, always the same for a name."""
    return first_named(name, NATURAL) or DEEPS[group][sum(map(ord, name)) % len(DEEPS[group])]


def mix(colour: str, other: str, part: float) -> str:
    """`part` of the other colour stirred into this one: 0 leaves it, 1 replaces it."""
    channels = zip(bytes.fromhex(colour[1:]), bytes.fromhex(other[1:]), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * part):02x}" for a, b in channels)
