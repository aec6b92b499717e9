"""A market of any size, the same each time, whose first goods stay the same however many follow.

Invented, but as goods are named in Vietnam: what it is, its quality, its commune, in the words of north or south.
Knows no database: `stocking` loads it into our shop, `stock_oscar.stocking` into Oscar as it comes.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from random import Random

from catalogue.data import rows
from catalogue.places.sources import Sources, Unit

GOODS_OF_A_MAKER = 8
# Prime to the number of communes, so that neighbours in the list are not neighbours on the map.
STRIDE = 1009
FORMS = {
    "HTX": "Hợp tác xã {trade} {place}",
    "TNHH": "Công ty TNHH {trade} {place}",
    "HKD": "Cơ sở {person}",
    "THT": "Tổ hợp tác {trade} {place}",
}
SURNAMES = (
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Hoàng",
    "Huỳnh",
    "Phan",
    "Vũ",
    "Võ",
    "Đặng",
    "Bùi",
    "Đỗ",
    "Hồ",
    "Ngô",
    "Lý",
)
MIDDLE = ("Thị", "Văn", "Thị Thu", "Minh")
NAMES = (
    "An", "Bình", "Châu", "Dung", "Giang", "Hà", "Hạnh", "Hiền", "Hoa", "Hồng", "Hùng", "Khánh", "Lan", "Linh", "Long",
    "Mai", "Nam", "Nga", "Ngọc", "Phúc", "Quang", "Sơn", "Tâm", "Thảo", "Thu", "Thủy", "Tiến", "Trang", "Tuấn", "Vân",
)  # fmt: skip


@dataclass(frozen=True)
class Maker:
    number: int
    name: str
    form: str
    ward: Unit


@dataclass(frozen=True)
class Goods:
    """`kind`: its row in data/goods.csv. `stars`: None without a certificate, which lapsed where `is_lapsed`."""

    number: int
    title: str
    kind: dict[str, str]
    quality: str
    maker: Maker
    price: int
    units: int
    stars: int | None
    is_lapsed: bool

    @property
    def sku(self) -> str:
        return f"MKT-{self.number:06d}"

    @property
    def is_chilled(self) -> bool:
        return self.kind["trade"] == "Thịt và trứng"


class Market:
    def __init__(self):
        sources = Sources()
        self.wards = sorted(sources.wards(), key=lambda ward: ward.code)
        self.provinces = {province.code: province for province in sources.provinces()}
        self.kinds = rows("goods.csv", folder="tests.bench.data")

    @cached_property
    def trades(self) -> list[str]:
        return list(dict.fromkeys(kind["trade"] for kind in self.kinds))

    def goods(self, first: int, last: int) -> Iterator[Goods]:
        """Those numbered from `first` to `last`, both included; 1 is the first of all."""
        for number in range(first, last + 1):
            yield self._good(number)

    def maker_of(self, number: int) -> Maker:
        maker = (number - 1) // GOODS_OF_A_MAKER
        ward = self.wards[maker * STRIDE % len(self.wards)]
        chance = Random(f"maker {maker}")
        form = chance.choices(list(FORMS), weights=(4, 2, 3, 1))[0]
        person = f"{chance.choice(SURNAMES)} {chance.choice(MIDDLE)} {chance.choice(NAMES)}"
        trade = self._kinds_of(maker)[0]["trade"]
        return Maker(maker, FORMS[form].format(trade=trade, place=ward.short_name, person=person), form, ward)

    def _kinds_of(self, maker: int) -> list[dict[str, str]]:
        """One trade for each maker, and the next for whoever comes to the same commune after all others had one."""
        trade = self.trades[(maker + maker // len(self.wards)) % len(self.trades)]
        return [kind for kind in self.kinds if kind["trade"] == trade]

    def _good(self, number: int) -> Goods:
        maker = self.maker_of(number)
        kind = self._kinds_of(maker.number)[(number - 1) % GOODS_OF_A_MAKER]
        chance = Random(f"good {number}")
        quality = chance.choice(kind["qualities"].split(";"))
        is_southern = self.provinces[maker.ward.province_code].region == "south"
        name = kind["south"] if is_southern and kind["south"] else kind["good"]
        stars = chance.choices((3, 4, 5, None), weights=(62, 26, 2, 10))[0]
        return Goods(
            number=number,
            title=f"{name} {quality} {maker.ward.short_name}",
            kind=kind,
            quality=quality,
            maker=maker,
            price=chance.randrange(int(kind["price_from"]), int(kind["price_to"]), 5_000),
            units=0 if chance.random() < 0.12 else chance.randint(1, 300),
            stars=stars,
            is_lapsed=stars is not None and chance.random() < 0.08,
        )
