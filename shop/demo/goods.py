"""The 55 products, the sizes of two of them, their prices, and the tree of categories."""

from datetime import datetime
from decimal import Decimal

from biip.checksums import gs1_standard_check_digit
from django.db import transaction
from django.utils.timezone import localdate
from oscar.core.loading import get_model

from catalogue.evaluation.models import CriteriaSet
from catalogue.folding import fold
from catalogue.labelling import rules
from catalogue.places.models import Ward
from shop.demo.data import rows
from shop.demo.ground import PARTNER, PRODUCT_CLASS
from shop.demo.makers import producer_by_product

Category = get_model("catalogue", "Category")
Product = get_model("catalogue", "Product")
ProductClass = get_model("catalogue", "ProductClass")
StockRecord = get_model("partner", "StockRecord")
Partner = get_model("partner", "Partner")

RULEBOOK = "26/2026/QĐ-TTg"
# Decision 26/2026/QĐ-TTg, Article 2.2.
GROUPS = {
    "food": "Thực phẩm",
    "drink": "Đồ uống",
    "medicine": "Dược liệu và sản phẩm từ dược liệu",
    "craft": "Hàng thủ công mỹ nghệ",
    "plant": "Sinh vật cảnh",
    "visit": "Dịch vụ du lịch cộng đồng, du lịch sinh thái và điểm du lịch",
}
FLAGS = {
    "chilled": "is_chilled",
    "fragile": "is_fragile",
    "bulky": "is_bulky",
    "seasonal": "is_seasonal",
    "tet": "is_seasonal",
    "pickup": "is_pickup_only",
}


@transaction.atomic
def build(*, at: datetime, track) -> None:
    known = set(Product.objects.exclude(upc=None).values_list("upc", flat=True))
    goods = track(rows("products.csv"), "products")
    if {sku_of(row["id"]) for row in rows("products.csv")} <= known:
        for _row in goods:  # the bar is full at once
            pass
        return
    table = _Table(localdate(at))
    for row in goods:
        if sku_of(row["id"]) not in known:
            table.make(row)


def sku_of(number: str) -> str:
    return f"OCOP-{int(number):03d}"


def measured(net: str) -> tuple[Decimal, str]:
    """ "500 ml" → (500, "ml")."""
    quantity, unit = net.split(" ")
    return Decimal(quantity), unit


class _Table:
    """The tables beside the products, read once."""

    def __init__(self, day):
        self.day = day
        self.details = {row["id"]: row for row in rows("details.csv")}
        self.kinds = {row["kind"]: row for row in rows("kinds.csv")}
        self.sets = {each.number: each for each in CriteriaSet.objects.filter(rulebook__number=RULEBOOK)}
        self.wards = {ward.code: ward for ward in Ward.objects.current().select_related("province")}
        self.producers = producer_by_product()
        self.product_class = ProductClass.objects.get(name=PRODUCT_CLASS)
        self.partner = Partner.objects.get(code=PARTNER)
        self.categories = _categories()
        self.sizes: dict[str, list[dict]] = {}
        for row in rows("variants.csv"):
            self.sizes.setdefault(row["product"], []).append(row)

    def make(self, row: dict) -> None:
        number, detail = row["id"], self.details[row["id"]]
        kind = self.kinds[detail["kind"]]
        words = row["flags"].split(",") if row["flags"] else []
        criteria_set = self.sets[int(row["criteria_set"])]
        sizes = self.sizes.get(number, [])
        product = Product(
            title=row["name"],
            upc=sku_of(number),
            structure=Product.PARENT if sizes else Product.STANDALONE,
            product_class=self.product_class,
            description=detail["description"],
            producer=self.producers[number],
            criteria_set=criteria_set,
            origin_ward=self.wards[row["ward_code"]],
            ingredients=detail["ingredients"],
            usage=kind["usage"],
            storage=kind["storage"],
            warnings=kind["warnings"],
            abv=next((Decimal(word.removeprefix("abv ")) for word in words if word.startswith("abv ")), None),
            **{FLAGS[word]: True for word in words if word in FLAGS},
        )
        if not sizes:
            self._measure(product, row["net"], detail)
        if "declaration_number" in rules.required(product, self.day):
            product.declaration_number = _declaration(number, row["name"], criteria_set.number)
        product.save()
        product.categories.add(self.categories[criteria_set.group, detail["family"]])
        if not sizes:
            self._price(product, product.upc, row["price_vnd"])
        for size in sizes:
            child = Product(title=size["title"], upc=size["sku"], structure=Product.CHILD, parent=product)
            self._measure(child, size["net"], size)
            child.save()
            self._price(child, size["sku"], size["price_vnd"])

    def _measure(self, product, net: str, facts: dict) -> None:
        product.net_quantity, product.net_unit = measured(net)
        product.weight_g = int(facts["weight_g"])
        product.length_mm, product.width_mm, product.height_mm = map(int, facts["size_mm"].split("x"))
        product.gtin = _gtin(product.upc)

    def _price(self, product, sku: str, price: str) -> None:
        StockRecord.objects.create(
            product=product,
            partner=self.partner,
            partner_sku=sku,
            price_currency="VND",
            price=Decimal(price),
            num_in_stock=0,
            num_allocated=0,
        )


def _categories() -> dict:
    """Six groups, and the families that the goods fall into."""
    tree: dict = {}
    for group, name in GROUPS.items():
        tree[group] = Category.objects.filter(depth=1, name=name).first() or Category.add_root(name=name)
    groups = {row["number"]: row["group"] for row in _set_groups()}
    numbers = {row["id"]: row["criteria_set"] for row in rows("products.csv")}
    for row in rows("details.csv"):
        group = groups[int(numbers[row["id"]])]
        if (group, row["family"]) not in tree:
            root = Category.objects.get(pk=tree[group].pk)
            known = root.get_children().filter(name=row["family"]).first()
            tree[group, row["family"]] = known or root.add_child(name=row["family"])
    return tree


def _set_groups():
    return CriteriaSet.objects.filter(rulebook__number=RULEBOOK).values("number", "group")


def _declaration(number: str, name: str, criteria_set: int) -> str:
    """As such numbers look, and called what it is."""
    if criteria_set == 18:
        return f"{1000 + int(number)}/2025/ĐKSP (minh họa)"
    if criteria_set == 19:
        return f"{int(number):06d}/25/CBMP (minh họa)"
    initials = "".join(word[0] for word in fold(name).split()).upper()
    return f"{int(number):02d}/{initials}/2025 (minh họa)"


def _gtin(sku: str) -> str:
    """A number of the range 20–29 that GS1 keeps for use inside a shop, so that it is nobody's."""
    digits = "".join(letter for letter in sku if letter.isdigit())
    stem = f"20{int(digits):010d}"
    return f"{stem}{gs1_standard_check_digit(stem)}"
