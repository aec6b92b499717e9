"""All that is kept of a person, as one document."""

from datetime import datetime
from typing import Any

from django.contrib.auth.models import User

from shop.account.privacy.holdings import HOLDINGS


def tell(*, user: User, at: datetime) -> dict[str, Any]:
    return {"told_at": at, **{holding.name: holding.tell(user) for holding in HOLDINGS}}
