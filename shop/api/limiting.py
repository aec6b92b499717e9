"""How often one caller may ask, counted in the cache and told in headers.

Headers: https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/ (RateLimit-Policy, RateLimit).
Reading is not worth refusing when nothing can be counted: while the cache is away everyone may ask.
"""

from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from time import time

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from redis.exceptions import RedisError

from shop.api.problems import problem
from shop.web.callers import address_of

WINDOW_SECONDS = 60
View = Callable[..., HttpResponse]


def token_of(request: HttpRequest) -> str:
    """Who shows a token is known by it, whatever address it comes from; not the token itself, which is a secret."""
    said = request.headers.get("Authorization", "")
    return sha256(said.encode()).hexdigest() if said else address_of(request)


def limited(policy: str, setting: str, *, who: Callable[[HttpRequest], str] = address_of) -> Callable[[View], View]:
    """At most as many a minute from one caller as the setting of that name says, else 429 with Retry-After.

    Of several limits on one address each stands in the headers, as the draft has it.
    """

    def decorated(view: View) -> View:
        @wraps(view)
        def counted(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            most, now = getattr(settings, setting), int(time())
            resets_in = WINDOW_SECONDS - now % WINDOW_SECONDS
            asked = _count(f"api:{policy}:{who(request)}:{now // WINDOW_SECONDS}")
            if asked > most:
                response = problem(429, f"More than {most} requests a minute. Ask again in {resets_in} seconds.")
                response["Retry-After"] = str(resets_in)
            else:
                response = view(request, *args, **kwargs)
            _tell(response, "RateLimit-Policy", f'"{policy}";q={most};w={WINDOW_SECONDS}')
            _tell(response, "RateLimit", f'"{policy}";r={max(0, most - asked)};t={resets_in}')
            return response

        return counted

    return decorated


def _tell(response: HttpResponse, header: str, said: str) -> None:
    response[header] = f"{response[header]}, {said}" if header in response else said


def _count(key: str) -> int:
    """How many times this key was counted, this one included; 0 where nothing can be counted."""
    try:
        cache.add(key, 0, timeout=WINDOW_SECONDS)
        return cache.incr(key)
    except (ValueError, RedisError):
        return 0
