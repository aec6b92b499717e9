"""How often one address may ask, counted in the cache and told in headers.

Headers: https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/ (RateLimit-Policy, RateLimit).
Reading is not worth refusing when nothing can be counted: while the cache is away everyone may ask.
"""

from collections.abc import Callable
from functools import wraps
from time import time

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from redis.exceptions import RedisError

from shop.api.problems import problem
from shop.web.callers import address_of

WINDOW_SECONDS = 60
View = Callable[..., HttpResponse]


def limited(policy: str, setting: str) -> Callable[[View], View]:
    """At most as many a minute from one address as the setting of that name says, else 429 with Retry-After."""

    def decorated(view: View) -> View:
        @wraps(view)
        def counted(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            most, now = getattr(settings, setting), int(time())
            resets_in = WINDOW_SECONDS - now % WINDOW_SECONDS
            asked = _count(f"api:{policy}:{address_of(request)}:{now // WINDOW_SECONDS}")
            if asked > most:
                response = problem(429, f"More than {most} requests a minute. Ask again in {resets_in} seconds.")
                response["Retry-After"] = str(resets_in)
            else:
                response = view(request, *args, **kwargs)
            response["RateLimit-Policy"] = f'"{policy}";q={most};w={WINDOW_SECONDS}'
            response["RateLimit"] = f'"{policy}";r={max(0, most - asked)};t={resets_in}'
            return response

        return counted

    return decorated


def _count(key: str) -> int:
    """How many times this key was counted, this one included; 0 where nothing can be counted."""
    try:
        cache.add(key, 0, timeout=WINDOW_SECONDS)
        return cache.incr(key)
    except (ValueError, RedisError):
        return 0
