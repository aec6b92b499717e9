"""Forms that carry no token, so that a page can be shown without setting a cookie, and be shared.

The browser itself says which page sent a form. That is enough where a forged form could only put
something into a basket; whatever touches money, an account or an order keeps Django's token.
"""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.csrf import CsrfViewMiddleware
from django.utils.decorators import decorator_from_middleware
from django.views.decorators.csrf import csrf_exempt

View = Callable[..., HttpResponseBase]


class OriginCheck(CsrfViewMiddleware):
    """Django's check of Origin, and over TLS of Referer where a browser sends none; its token is not asked for."""

    def _check_token(self, request: HttpRequest) -> None:
        return None


def from_our_own_pages(view: View) -> View:
    """403 for a form that another site sent."""
    return csrf_exempt(decorator_from_middleware(OriginCheck)(view))
