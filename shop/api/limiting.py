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


def limited(view: View) -> View:
    """At most settings.API_REQUESTS_A_MINUTE from one address, else 429 with Retry-After."""

    @wraps(view)
    def counted(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        most, now = settings.API_REQUESTS_A_MINUTE, int(time())
        resets_in = WINDOW_SECONDS - now % WINDOW_SECONDS
        asked = _count(f"api:{address_of(request)}:{now // WINDOW_SECONDS}")
        if asked > most:
            response = problem(429, f"More than {most} requests a minute. Ask again in {resets_in} seconds.")
            response["Retry-After"] = str(resets_in)
        else:
            response = view(request, *args, **kwargs)
        response["RateLimit-Policy"] = f'"default";q={most};w={WINDOW_SECONDS}'
        response["RateLimit"] = f'"default";r={max(0, most - asked)};t={resets_in}'
        return response

    return counted


def _count(key: str) -> int:
    """How many times this key was counted, this one included; 0 where nothing can be counted."""
    try:
        cache.add(key, 0, timeout=WINDOW_SECONDS)
        return cache.incr(key)
    except (ValueError, RedisError):
        return 0
