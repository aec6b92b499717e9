"""How often one may try. Counted in the cache; while nothing can be counted, nothing is let through."""

import hashlib
from dataclasses import dataclass

from django.core.cache import cache
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from redis.exceptions import RedisError


class NotNow(Exception):
    """This try is not taken."""

    sentence: str | Promise = ""


class TooManyTries(NotNow):
    sentence = _("That was tried too often. Nothing is lost; come back in a quarter of an hour.")


class CannotCount(NotNow):
    sentence = _("Signing in does not work at the moment. Your basket is safe; try again in a few minutes.")


@dataclass(frozen=True)
class Limit:
    """At most `most` tries of one kind within `seconds`, for each who."""

    kind: str
    most: int
    seconds: int = 15 * 60

    def count(self, who: str) -> None:
        """Take one more try. Raises TooManyTries, or CannotCount where the cache is away."""
        key = f"tries:{self.kind}:{hashlib.sha256(who.casefold().encode()).hexdigest()}"
        try:
            cache.add(key, 0, timeout=self.seconds)
            tries = cache.incr(key)
        except (ValueError, RedisError) as fault:
            raise CannotCount from fault
        if tries > self.most:
            raise TooManyTries
