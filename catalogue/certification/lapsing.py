"""Who must hand in a file soon, and who just lapsed: what a programme officer works through each morning."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce

from catalogue.certification.models import Certificate

# Files are handed in 180 to 120 days before the end (Decision 26/2026/QĐ-TTg, Article 7.6a); 90 and 30 are reminders.
HORIZONS = (30, 90, 180)


@dataclass(frozen=True, slots=True)
class Lapsing:
    """`lapsed`: yesterday was the last day. `within[n]`: at most n days are left, and more than the horizon before."""

    day: date
    lapsed: list[Certificate]
    within: dict[int, list[Certificate]]


def lapsing(*, day: date) -> Lapsing:
    """Certificates that matter on that day; those whose product holds one that lasts longer do not."""
    yesterday = day - timedelta(days=1)
    ending = list(
        _not_replaced(day)
        .filter(last_day__range=(yesterday, day + timedelta(days=max(HORIZONS))))
        .select_related("product__producer")
        .order_by("last_day", "number")
    )
    within: dict[int, list[Certificate]] = {horizon: [] for horizon in HORIZONS}
    for certificate in ending:
        left = (certificate.valid_until - day).days
        if left >= 0:
            within[next(horizon for horizon in HORIZONS if left <= horizon)].append(certificate)
    return Lapsing(day, [certificate for certificate in ending if certificate.valid_until == yesterday], within)


def _not_replaced(day: date):
    last_day = Coalesce("extended_until", "expires_on")
    unrevoked = Certificate.objects.filter(Q(revoked_on=None) | Q(revoked_on__gt=day)).annotate(last_day=last_day)
    later = unrevoked.filter(product=OuterRef("product"), last_day__gt=OuterRef("last_day"))
    return unrevoked.filter(~Exists(later))
