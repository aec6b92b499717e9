"""Beginning and ending to wait."""

from datetime import datetime, timedelta
from functools import partial

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import translation

from catalogue.models import Product
from shop.waiting import letters
from shop.waiting.models import Waiting
from shop.web.tries import Limit

ASKING_FROM = Limit("waiting-from", 20)
UNCONFIRMED = timedelta(days=3)


@transaction.atomic
def ask(*, product: Product, email: str, user: User | None, caller: str, at: datetime) -> Waiting:
    """Wait. A guest's address is asked first whether it wants that; asked twice it is one waiting. Raises NotNow."""
    ASKING_FROM.count(caller)
    language = translation.get_language() or "vi"
    waiting, is_new = Waiting.objects.get_or_create(
        product=product,
        email=email.lower(),
        defaults={"user": user, "language": language, "asked_at": at, "confirmed_at": at if user else None},
    )
    if user and not is_new:
        waiting.user, waiting.confirmed_at = user, waiting.confirmed_at or at
        waiting.save(update_fields=["user", "confirmed_at"])
    if waiting.confirmed_at is None and is_new:
        transaction.on_commit(partial(letters.ask_first.enqueue, waiting.pk))
    return waiting


def confirm(*, waiting: Waiting, at: datetime) -> None:
    Waiting.objects.filter(pk=waiting.pk, confirmed_at=None).update(confirmed_at=at)


def forget_unconfirmed(*, at: datetime) -> int:
    """Addresses that never said yes are not kept. Returns how many."""
    deleted, _by_model = Waiting.objects.filter(confirmed_at=None, asked_at__lte=at - UNCONFIRMED).delete()
    return deleted
