"""A page that is the same for everyone without a cookie is made once and shared for a moment.

Which pages: settings.SHARED_PAGES. Few seconds only: stock, prices and opening hours move. The day is in the
key, since at midnight a certificate may lapse. Whoever carries a cookie (session, basket, place) is answered
afresh and privately, and an answer that sets a cookie is kept for nobody. A proxy may share likewise: the
answer says so in HTTP's own words (RFC 9111, s-maxage).
"""

from collections.abc import Callable
from hashlib import sha256

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control
from django.utils.timezone import localdate

PAGES = "pages"


class SharedPagesMiddleware:
    """Stands outside of sessions and languages, so that a shared page costs neither."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        may_be_shared = settings.SHARED_SECONDS and request.method in ("GET", "HEAD") and not request.COOKIES
        key = key_of(request)
        if may_be_shared and (kept := caches[PAGES].get(key)):
            headers, content = kept
            return HttpResponse(content, headers=headers)
        response = self.get_response(request)
        if not is_a_shared_page(request, response):
            return response
        if not may_be_shared or response.cookies or not isinstance(response, HttpResponse):
            patch_cache_control(response, private=True, max_age=0)
            return response
        patch_cache_control(response, public=True, max_age=0, s_maxage=settings.SHARED_SECONDS)
        caches[PAGES].set(key, (dict(response.headers), response.content), settings.SHARED_SECONDS)
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


def is_a_shared_page(request: HttpRequest, response: HttpResponseBase) -> bool:
    match = request.resolver_match
    return response.status_code == 200 and match is not None and match.view_name in settings.SHARED_PAGES
