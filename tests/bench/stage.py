"""The hot product, in the database of DATABASE_URL, by a process of its own.

`python -m tests.bench.stage 400`: one certified product with 400 units; prints what a guest must know.
`python -m tests.bench.stage`: prints how many units were sold, and what the audit found.
"""

import json
import os
import sys

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "shop.settings"
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db.models import Sum  # noqa: E402
from django.utils.timezone import now  # noqa: E402
from oscar.core.loading import get_model  # noqa: E402

from shop.checkout.bill import draw_up  # noqa: E402
from shop.stock.audit import audit  # noqa: E402
from shop.stock.models import Balance  # noqa: E402
from tests.factories import a_basket, a_location, a_product, a_ward  # noqa: E402
from tests.factories.ordering import a_delivery, a_service  # noqa: E402


def set_up(units: int) -> dict:
    call_command("migrate", verbosity=0)
    get_model("address", "Country").objects.get_or_create(
        iso_3166_1_a2="VN", defaults={"printable_name": "Việt Nam", "name": "Việt Nam", "is_shipping_country": True}
    )
    a_service()
    product = a_product(on_hand=units, location=a_location())
    basket = a_basket((product, 1))
    total = draw_up(basket=basket, delivery=a_delivery(), cash=True, at=now()).total
    basket.delete()
    ward = a_ward()
    return {"products": [product.pk], "checkout": {"province": ward.province.code, "ward": ward.code, "total": total}}


def sold() -> dict:
    units = Balance.objects.aggregate(units=Sum("reserved"))["units"]
    return {"units": units, "faults": [str(fault) for fault in audit()]}


if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[1:]]
    print(json.dumps(set_up(*numbers) if numbers else sold()))  # noqa: T201
