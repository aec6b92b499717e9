"""`python -m tests.bench.stock_oscar 50000`: the same goods in Oscar as it comes, in DATABASE_URL; prints addresses."""

import os
import shutil
import sys
from itertools import islice
from pathlib import Path

import django
import oscar

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.faults.stock_oscar.settings")
os.environ["WITH_WHOOSH"] = "1"
django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.urls import reverse  # noqa: E402
from haystack.query import SearchQuerySet  # noqa: E402
from oscar.core.loading import get_model  # noqa: E402
from oscar.core.utils import slugify  # noqa: E402
from tqdm import tqdm  # noqa: E402

from tests.bench.addresses import say, spread  # noqa: E402
from tests.bench.market import Goods, Market  # noqa: E402

Category, Product = get_model("catalogue", "Category"), get_model("catalogue", "Product")
ProductCategory, StockRecord = get_model("catalogue", "ProductCategory"), get_model("partner", "StockRecord")
BATCH = 2_000


def stock(size: int) -> None:
    market = Market()
    known = Product.objects.count()
    product_class = get_model("catalogue", "ProductClass").objects.get_or_create(name="OCOP")[0]
    partner = get_model("partner", "Partner").objects.get_or_create(code="ocop", defaults={"name": "OCOP"})[0]
    for name in dict.fromkeys(kind["category"] for kind in market.kinds):
        if not Category.objects.filter(name=name).exists():
            Category.add_root(name=name)
    categories = {category.name: category for category in Category.objects.all()}
    goods = market.goods(known + 1, size)
    with tqdm(total=size - known, desc="goods", unit=" goods") as bar:
        while few := list(islice(goods, BATCH)):
            _make(few, product_class, partner, categories)
            bar.update(len(few))


@transaction.atomic
def _make(few: list[Goods], product_class, partner, categories) -> None:
    products = Product.objects.bulk_create(
        Product(
            title=goods.title,
            slug=slugify(goods.title),
            upc=goods.sku,
            structure=Product.STANDALONE,
            product_class=product_class,
            description=f"{goods.kind['good']} {goods.quality}, {goods.maker.name}.",
        )
        for goods in few
    )
    pairs = list(zip(few, products, strict=True))
    ProductCategory.objects.bulk_create(
        ProductCategory(product=product, category=categories[goods.kind["category"]]) for goods, product in pairs
    )
    StockRecord.objects.bulk_create(
        StockRecord(
            product=product,
            partner=partner,
            partner_sku=goods.sku,
            price_currency="VND",
            price=goods.price,
            num_in_stock=goods.units,
        )
        for goods, product in pairs
    )


def main(size: int) -> None:
    call_command("migrate", run_syncdb=True, verbosity=0)
    stock(size)
    # Oscar cuts its own picture of nothing into sizes; it looks for it among what was uploaded.
    picture = Path(oscar.__file__).parent / "static" / "oscar" / "img" / settings.OSCAR_MISSING_IMAGE_URL
    settings.MEDIA_ROOT.mkdir(exist_ok=True)
    shutil.copy(picture, settings.MEDIA_ROOT)
    if SearchQuerySet().count() != size:
        call_command("rebuild_index", interactive=False, verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    categories = Category.objects.order_by("pk")[:6]
    say(
        catalogue=reverse("catalogue:index"),
        categories=[category.get_absolute_url() for category in categories],
        products=[product.get_absolute_url() for product in spread(Product.objects.order_by("pk"))],
        search=reverse("search:search"),
    )


if __name__ == "__main__":
    main(int(sys.argv[1]))
