"""The cash of a booth's counters. Dong."""

from django.db.models import Sum

from shop.locations.models import Location
from shop.settlement.models import Accrual


def has_open_shift(location: Location) -> bool:
    return False


def expected(location: Location) -> int:
    rows = Accrual.objects.filter(location=location, channel=Accrual.Channel.COUNTER)
    return rows.aggregate(amount=Sum("gross"))["amount"] or 0
