"""Agreeing to one purpose, and no longer."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from shop.account.privacy.models import Consent


@transaction.atomic
def settle(*, user: User, agreed: set[str], at: datetime) -> None:
    """Make the standing consents exactly those of `agreed` (Consent.Purpose values). Each change is kept."""
    User.objects.select_for_update().get(pk=user.pk)
    standing = Consent.objects.standing().filter(user=user)
    held = set(standing.values_list("purpose", flat=True))
    standing.exclude(purpose__in=agreed).update(withdrawn_at=at)
    for purpose in Consent.Purpose:
        if purpose in agreed and purpose not in held:
            Consent.objects.create(user=user, purpose=purpose, wording=str(purpose.label), given_at=at)
