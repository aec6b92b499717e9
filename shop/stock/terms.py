"""What decides whether the web may sell from a shelf. The web hears of each change, whoever saves it.

Locations and lots are also edited in tables of the CMS, and lots are held in the catalogue, which knows nothing of
shelves: so this room listens to their saving (`apps` connects it). A queryset's `update` goes by unheard: use the
deeds.
"""

from datetime import date

from django.db import transaction

from catalogue.traceability.models import Hold, Lot
from shop.locations.models import Location
from shop.stock import locks, projection
from shop.stock.models import Balance

# The fields that matter, by model.
TERMS = {Location: ("sells_online", "is_open", "safety_stock"), Lot: ("expires_on",)}


@transaction.atomic
def change_location(
    *,
    location: Location,
    sells_online: bool | None = None,
    is_open: bool | None = None,
    safety_stock: int | None = None,
) -> Location:
    """Change what is given. A new safety stock goes to each of the location's balances."""
    changes = {"sells_online": sells_online, "is_open": is_open, "safety_stock": safety_stock}
    given = {name: value for name, value in changes.items() if value is not None}
    for name, value in given.items():
        setattr(location, name, value)
    location.save(update_fields=list(given))
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
    return lot


def note_before(sender, instance, **kwargs) -> None:
    """Before saving: keep what the row says now."""
    instance.terms_before = sender.objects.filter(pk=instance.pk).values(*TERMS[sender]).first()


@transaction.atomic
def follow(sender, instance, **kwargs) -> None:
    """After saving: where the terms changed, bring balances and the web into line."""
    before = instance.terms_before
    changed = [name for name in TERMS[sender] if before and before[name] != getattr(instance, name)]
    if not changed:
        return
    shelves = instance.balances.all()
    if "safety_stock" in changed:
        shelves.filter(pk__in=locks.balances(shelves.values_list("pk", flat=True))).update(safety=instance.safety_stock)
    projection.refresh(shelves.order_by().values_list("lot__product", flat=True).distinct())


def follow_hold(sender, instance: Hold, **kwargs) -> None:
    """After a hold is put on or released."""
    projection.refresh([instance.lot.product_id])
