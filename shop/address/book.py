"""An account's addresses."""

from django.db import IntegrityError, transaction

from shop.address.models import UserAddress


def keep(*, user, address) -> UserAddress | None:
    """Keep a shipping address in the account, the first as its default; None where the same is there already."""
    entry = UserAddress(user=user, is_default_for_shipping=not user.addresses.exists())
    address.populate_alternative_model(entry)
    try:
        with transaction.atomic():
            entry.save(force_insert=True)
    except IntegrityError:
        return None
    return entry
