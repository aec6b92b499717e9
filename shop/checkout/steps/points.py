"""Where a buyer may fetch everything at once."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime

from django.db.models import Sum
from django.utils.timezone import localdate

from shop.locations.models import Location
from shop.stock.models import Balance


def holding(wanted: Mapping[int, int], *, at: datetime) -> list[Location]:
    """Points that hand out orders and have every unit of {product id: units} free now, by name; two queries."""
    free: dict[int, dict[int, int]] = defaultdict(dict)
    balances = Balance.objects.sellable_on(localdate(at)).filter(
        lot__product__in=wanted, location__in=Location.objects.offering_pickup()
    )
    rows = balances.with_units_free().order_by().values_list("location_id", "lot__product_id")
    for location_id, product_id, units in rows.annotate(units=Sum("units_free")):
        free[location_id][product_id] = free[location_id].get(product_id, 0) + units
    able = [
        place
        for place, units in free.items()
        if all(units.get(product_id, 0) >= number for product_id, number in wanted.items())
    ]
    return list(Location.objects.filter(pk__in=able).select_related("ward__province"))
