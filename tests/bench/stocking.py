"""`python -m tests.bench.stocking 50000`: the market's first goods in our shop of DATABASE_URL; prints addresses.

Written in bulk, past the deeds, but as they would leave it: a lot, a balance and a movement behind every unit on sale.
"""

import os
import sys
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from itertools import islice

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")
    django.setup()

from django.core.management import call_command
from django.db import connection, transaction
from django.urls import reverse
from django.utils.timezone import localdate, now
from oscar.core.loading import get_model
from oscar.core.utils import slugify
from tqdm import tqdm

from catalogue.certification.models import Certificate
from catalogue.evaluation.models import CriteriaSet
from catalogue.folding import fold
from catalogue.places.models import Ward
from catalogue.producers.models import Producer
from catalogue.search.entries import refreshing
from catalogue.search.models import Entry
from catalogue.traceability.models import Lot
from shop.demo import ground
from shop.demo.loading import untracked
from shop.locations.models import Location
from shop.stock.models import Balance, Movement
from tests.bench.addresses import say, spread
from tests.bench.market import Goods, Maker, Market

Category, Product = get_model("catalogue", "Category"), get_model("catalogue", "Product")
ProductCategory, StockRecord = get_model("catalogue", "ProductCategory"), get_model("partner", "StockRecord")
BATCH = 2_000
TERM_DAYS = 1095
KEEPS_DAYS = 720


def stock(size: int, *, market: Market | None = None, is_quiet: bool = True) -> list[int]:
    """Goods 1 to `size`, those missing made now. Returns the keys of the new ones. The ground must be laid."""
    market = market or Market()
    known = Product.objects.filter(upc__startswith="MKT-").count()
    table = _Table(market)
    goods = market.goods(known + 1, size)
    made: list[int] = []
    with tqdm(total=size - known, desc="goods", unit=" goods", disable=is_quiet) as bar:
        while few := list(islice(goods, BATCH)):
            made += table.make(few)
            bar.update(len(few))
    with tqdm(total=len(made), desc="entries", unit=" goods", disable=is_quiet) as bar:
        for start in range(0, len(made), BATCH):
            refreshing.refresh(made[start : start + BATCH])
            bar.update(len(made[start : start + BATCH]))
    return made


class _Table:
    """The tables beside the goods, read once."""

    def __init__(self, market: Market):
        self.today = localdate()
        self.wards = {ward.code: ward for ward in Ward.objects.current()}
        self.provinces = market.provinces
        self.sets = {each.number: each for each in CriteriaSet.objects.filter(rulebook__number="26/2026/QĐ-TTg")}
        self.product_class = get_model("catalogue", "ProductClass").objects.get(name=ground.PRODUCT_CLASS)
        self.partner = get_model("partner", "Partner").objects.get(code=ground.PARTNER)
        self.location = Location.objects.filter(slug="kho-thi-truong").first() or Location.objects.create(
            name="Kho thị trường",
            slug="kho-thi-truong",
            kind=Location.Kind.WAREHOUSE,
            ward=self.wards["20794"],
            sells_online=True,
        )
        self.makers: dict[str, int] = dict(Producer.objects.values_list("slug", "pk"))
        self.categories = _categories(market)

    @transaction.atomic
    def make(self, few: list[Goods]) -> list[int]:
        self._makers(goods.maker for goods in few)
        products = Product.objects.bulk_create([self._product(goods) for goods in few])
        pairs = list(zip(few, products, strict=True))
        ProductCategory.objects.bulk_create(
            ProductCategory(product=product, category=self.categories[goods.kind["category"]])
            for goods, product in pairs
        )
        StockRecord.objects.bulk_create(
            StockRecord(
                product=product,
                partner=self.partner,
                partner_sku=goods.sku,
                price_currency="VND",
                price=goods.price,
                num_in_stock=goods.units,
                num_allocated=0,
            )
            for goods, product in pairs
        )
        Certificate.objects.bulk_create(self._certificate(goods, product) for goods, product in pairs if goods.stars)
        self._shelves([(goods, product) for goods, product in pairs if goods.units])
        return [product.pk for product in products]

    def _makers(self, makers: Iterator[Maker]) -> None:
        new = {slug_of(maker): maker for maker in makers if slug_of(maker) not in self.makers}
        rows = [
            Producer(
                name=maker.name,
                slug=slug,
                legal_form=maker.form,
                ward=self.wards[maker.ward.code],
                latitude=maker.ward.latitude,
                longitude=maker.ward.longitude,
                verification=Producer.Verification.VERIFIED,
                verified_at=now(),
                folded=fold(f"{maker.name} {maker.ward.name}"),
            )
            for slug, maker in new.items()
        ]
        self.makers |= {row.slug: row.pk for row in Producer.objects.bulk_create(rows)}

    def _product(self, goods: Goods) -> Product:
        quantity, unit = goods.kind["net"].split(" ")
        return Product(
            title=goods.title,
            slug=slugify(goods.title),
            upc=goods.sku,
            structure=Product.STANDALONE,
            product_class=self.product_class,
            description=f"{goods.kind['good']} {goods.quality}, {goods.maker.name}.",
            producer_id=self.makers[slug_of(goods.maker)],
            criteria_set=self.sets[int(goods.kind["criteria_set"])],
            origin_ward=self.wards[goods.maker.ward.code],
            ingredients=goods.kind["good"],
            net_quantity=Decimal(quantity),
            net_unit="cái" if unit == "hộp" else unit,
            weight_g=600,
            is_chilled=goods.is_chilled,
            folded=fold(f"{goods.title} {goods.maker.name} {goods.maker.ward.name}"),
        )

    def _certificate(self, goods: Goods, product: Product) -> Certificate:
        issued_on = self.today - timedelta(days=TERM_DAYS + 30 if goods.is_lapsed else 30 + goods.number % 900)
        ward = goods.maker.ward
        return Certificate(
            product=product,
            number=f"{ward.province_code}-{ward.code}-{goods.number}-{issued_on.year}",
            stars=goods.stars,
            decision=f"{goods.number}/QĐ-UBND",
            authority=f"UBND {self.provinces[ward.province_code].name}",
            issued_on=issued_on,
            expires_on=issued_on + timedelta(days=TERM_DAYS),
        )

    def _shelves(self, pairs: list[tuple[Goods, Product]]) -> None:
        keeps_until = self.today + timedelta(days=KEEPS_DAYS)
        lots = Lot.objects.bulk_create(
            Lot(product=product, code="L1", made_on=self.today, expires_on=keeps_until, quantity=goods.units)
            for goods, product in pairs
        )
        there = {"location": self.location}
        Balance.objects.bulk_create(Balance(lot=lot, on_hand=lot.quantity, **there) for lot in lots)
        Movement.objects.bulk_create(
            Movement(
                lot=lot,
                quantity=lot.quantity,
                kind=Movement.Kind.RECEIVE,
                source_key=f"market:{lot.pk}",
                happened_at=now(),
                **there,
            )
            for lot in lots
        )


def slug_of(maker: Maker) -> str:
    return f"{slugify(maker.name)}-{maker.number}"


def _categories(market: Market) -> dict[str, Category]:
    for name in dict.fromkeys(kind["category"] for kind in market.kinds):
        if not Category.objects.filter(depth=1, name=name).exists():
            Category.add_root(name=name)
    return {category.name: category for category in Category.objects.filter(depth=1)}


def main(size: int) -> None:
    call_command("migrate", verbosity=0)
    ground.build(at=now(), track=untracked)
    stock(size, is_quiet=False)
    call_command("refresh_entries")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    catalogue = reverse("catalogue:index")
    groups = Entry.objects.exclude(group="").values_list("group", flat=True).distinct().order_by("group")
    say(
        catalogue=catalogue,
        categories=[reverse("catalogue:group", kwargs={"group": group}) for group in groups],
        products=[product.get_absolute_url() for product in spread(Product.objects.order_by("pk"))],
        search=catalogue,
    )


if __name__ == "__main__":
    main(int(sys.argv[1]))
