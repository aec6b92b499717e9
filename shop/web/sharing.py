"""A page that is the same for everyone without a cookie is made once and shared for a moment.

A view says so in HTTP's own words, `Cache-Control: public, s-maxage=2` (RFC 9111), and this process is the
shared cache; a proxy may be another. Few seconds only: stock, prices and opening hours move. The day is in
the key, since at midnight a certificate may lapse. Whoever carries a cookie (session, basket, language) is
answered afresh and privately, and an answer that sets a cookie is kept for nobody.
"""

import re
from collections.abc import Callable
from hashlib import sha256

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.timezone import localdate

SHARED_SECONDS = re.compile(r"\bs-maxage=(\d+)")
PRIVATE = "private, max-age=0"


class SharedPagesMiddleware:
    """Stands outside of sessions and languages, so that a shared page costs neither."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method not in ("GET", "HEAD") or request.COOKIES or not settings.SHARES_PAGES:
            return _made_private(self.get_response(request))
        key = key_of(request)
        if kept := cache.get(key):
            headers, content = kept
            return HttpResponse(content, headers=headers)
        response = self.get_response(request)
        seconds = seconds_shared(response)
        if not seconds or response.cookies or response.status_code != 200 or not isinstance(response, HttpResponse):
            return _made_private(response)
        cache.set(key, (dict(response.headers), response.content), seconds)
        return response


def key_of(request: HttpRequest) -> str:
    """Host (site, theme), whole address (language, question), which piece htmx asked for, and the day."""
    asked = (
        str(localdate()),
        str(request.method),
        str(request.scheme),
        request.get_host(),
        request.get_full_path(),
        request.headers.get("HX-Request", ""),
        request.headers.get("HX-Target", ""),
    )
    return f"shared-page:{sha256(chr(0).join(asked).encode()).hexdigest()}"


def seconds_shared(response: HttpResponseBase) -> int:
    found = SHARED_SECONDS.search(response.headers.get("Cache-Control", ""))
    return int(found[1]) if found else 0


def _made_private(response: HttpResponseBase) -> HttpResponseBase:
    if seconds_shared(response):
        response.headers["Cache-Control"] = PRIVATE
    return response
