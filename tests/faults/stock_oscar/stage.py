"""`python -m tests.faults.stock_oscar.stage 2 50`: tables, and two products with 50 units; prints their keys.
`python -m tests.faults.stock_oscar.stage`: prints how many orders there are and how many units they got.
"""

import json
import os
import sys

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.faults.stock_oscar.settings"
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db.models import Sum  # noqa: E402
from oscar.core.loading import get_model  # noqa: E402
from oscar.test.factories import create_product  # noqa: E402


def set_up(products: int, units: int) -> list[int]:
    call_command("migrate", run_syncdb=True, verbosity=0)
    get_model("address", "Country").objects.create(iso_3166_1_a2="GB", name="Britain", is_shipping_country=True)
    return [create_product(num_in_stock=units, price=10).pk for _ in range(products)]


def sold() -> dict[str, int]:
    records = get_model("partner", "StockRecord").objects
    return {
        "orders": get_model("order", "Order").objects.count(),
        "units": records.aggregate(units=Sum("num_allocated"))["units"],
    }


if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[1:]]
    print(json.dumps(set_up(*numbers) if numbers else sold()))  # noqa: T201
