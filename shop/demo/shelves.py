"""Lots and what lies where, received through the ledger."""

from collections import Counter
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate
from oscar.core.loading import get_model

from catalogue.traceability.deeds import make_lot
from catalogue.traceability.models import Lot
from shop.demo.data import rows
from shop.demo.points import location_by_id
from shop.stock import ledger
from shop.stock.models import Movement

Product = get_model("catalogue", "Product")
LONGEST_ON_SHELF_DAYS = 55


@transaction.atomic
def build(*, at: datetime, track) -> None:
    received = set(Movement.objects.filter(source_key__startswith="demo:").values_list("source_key", flat=True))
    table = rows("lots.csv")
    skus = {row["sku"] for row in table}
    made: Counter = Counter()
    for row in table:
        made[row["sku"], row["lot"]] += int(row["quantity"])
    products = {product.upc: product for product in Product.objects.filter(upc__in=skus)}
    lots = {
        (lot.product.upc, lot.code): lot for lot in Lot.objects.filter(product__upc__in=skus).select_related("product")
    }
    locations = location_by_id()
    for row in track(table, "lots and stock"):
        key = f"demo:{row['sku']}:{row['lot']}:{row['location']}"
        if key in received:
            continue
        name = row["sku"], row["lot"]
        if name not in lots:
            lots[name] = _make(products[row["sku"]], row, made[name], at)
        ledger.receive(
            lot=lots[name],
            location=locations[row["location"]],
            quantity=int(row["quantity"]),
            source_key=key,
            at=at - timedelta(days=min(int(row["made_days_ago"]) - 1, LONGEST_ON_SHELF_DAYS)),
            reason="Nhập kho đầu kỳ (dữ liệu minh họa)",
        )


def _make(product, row: dict, quantity: int, at: datetime) -> Lot:
    today = localdate(at)
    expires_in = row["expires_in_days"]
    return make_lot(
        product=product,
        code=row["lot"],
        made_on=today - timedelta(days=int(row["made_days_ago"])),
        expires_on=today + timedelta(days=int(expires_in)) if expires_in else None,
        quantity=quantity,
    )
