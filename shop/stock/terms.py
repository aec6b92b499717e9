"""What decides whether the web may sell from a shelf. Change it here, so that the web hears of it."""

from datetime import date

from django.db import transaction

from catalogue.traceability.models import Lot
from shop.locations.models import Location
from shop.stock import locks, projection
from shop.stock.models import Balance


@transaction.atomic
def change_location(
    *,
    location: Location,
    sells_online: bool | None = None,
    is_open: bool | None = None,
    safety_stock: int | None = None,
) -> Location:
    """Change what is given, on the location and, for its safety stock, on each of its balances."""
    changes = {"sells_online": sells_online, "is_open": is_open, "safety_stock": safety_stock}
    for name, value in changes.items():
        if value is not None:
            setattr(location, name, value)
    location.save(update_fields=[name for name, value in changes.items() if value is not None])
    shelves = Balance.objects.filter(location=location)
    if safety_stock is not None:
        shelves.filter(pk__in=locks.balances(shelves.values_list("pk", flat=True))).update(safety=safety_stock)
    projection.refresh(shelves.order_by().values_list("lot__product", flat=True).distinct())
    return location


@transaction.atomic
def change_safety(*, balance: Balance, safety: int) -> Balance:
    """Units of this lot that the web leaves on this shelf."""
    Balance.objects.filter(pk=balance.pk).update(safety=safety)
    projection.refresh([balance.lot.product_id])
    balance.refresh_from_db()
    return balance


@transaction.atomic
def change_best_before(*, lot: Lot, expires_on: date | None) -> Lot:
    """Correct the date on a lot."""
    lot.expires_on = expires_on
    lot.save(update_fields=["expires_on"])
    projection.refresh([lot.product_id])
    return lot
