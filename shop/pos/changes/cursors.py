"""How far a counter has read, signed so that only what we wrote comes back."""

from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Self

from django.conf import settings
from django.core import signing

from shop.locations.models import Location
from shop.pos.changes import moments

KEPT = timedelta(days=30)
SALT = "shop.pos.changes.cursor"
# Raised when rows say more or otherwise than before: every counter then begins anew.
EDITION = 1


@dataclass(frozen=True, kw_only=True)
class Cursor:
    """`seen`: the moment up to which all was told. While there are pages left, `until` is the moment that will be
    `seen` after the last, `after` the number of the last row told, `kind` the kind that a snapshot has come to.
    """

    seen: str
    at: float
    rules: str
    point: str
    until: str = ""
    kind: str = ""
    after: int = 0

    @classmethod
    def read(cls, said: str, *, location: Location, at: datetime) -> Self | None:
        """None where it says nothing to us: unknown, too old, of other rules or of books that were put back."""
        try:
            cursor = cls(**signing.loads(said, salt=SALT))
        except (signing.BadSignature, TypeError, ValueError):
            return None
        is_ours = cursor.rules == rules_of(location) and at.timestamp() - cursor.at < KEPT.total_seconds()
        return cursor if is_ours and moments.is_past(cursor.until or cursor.seen) else None

    def __str__(self) -> str:
        return signing.dumps(asdict(self), salt=SALT, compress=True)

    def turned(self, **facts) -> Self:
        return replace(self, **facts)


def rules_of(location: Location) -> str:
    """What all rows of a location rest on; another answer means that a counter begins anew."""
    grounds = (
        EDITION,
        location.pk,
        location.ward.province_id,
        settings.SALE_WITHOUT_CERTIFICATE,
        settings.ALCOHOL_ADULT_ABV,
        moments.era(),
    )
    return digest(grounds)


def digest(facts: object) -> str:
    return sha256(repr(facts).encode()).hexdigest()[:16]
