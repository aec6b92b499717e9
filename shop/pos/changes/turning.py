"""What the calendar does to changes: certificates that begin or end to speak are news, and old news is forgotten."""

from datetime import date, datetime, timedelta

from django.db.models import Q
from django.db.models.functions import Coalesce

from catalogue.certification.models import Certificate
from shop.pos.changes.cursors import KEPT
from shop.pos.changes.models import Change
from shop.pos.changes.triggers import as_written_now

# A transaction's rows bear the moment when it began.
LONGEST_TRANSACTION = timedelta(days=1)


def forget(*, at: datetime) -> int:
    """Changes older than any cursor that is still taken. Returns how many."""
    return Change.objects.filter(recorded_at__lt=at - KEPT - LONGEST_TRANSACTION).delete()[0]


def turn(*, day: date) -> int:
    """Of a product that holds several certificates one is told: tell anew those where the day may have turned to
    another. Returns how many."""
    ended = day - timedelta(days=1)
    turned = Certificate.objects.annotate(last_day=Coalesce("extended_until", "expires_on")).filter(
        Q(issued_on=day) | Q(revoked_on=day) | Q(last_day=ended)
    )
    keys = sorted(set(turned.values_list("product", flat=True)))
    as_written_now("product", keys)
    return len(keys)
