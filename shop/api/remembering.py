"""Answers that a client may keep: an ETag, and 304 where it has not changed."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers, set_response_etag

View = Callable[..., HttpResponse]
SECONDS = 30


def kept(view: View) -> View:
    """Public for half a minute: prices and stock change, and a lapsed certificate must not linger."""

    @wraps(view)
    def answered(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if request.method not in ("GET", "HEAD") or response.status_code != 200:
            return response
        patch_cache_control(response, public=True, max_age=SECONDS)
        patch_vary_headers(response, ["Accept-Encoding"])
        set_response_etag(response)
        return get_conditional_response(request, etag=response["ETag"], response=response) or response

    return answered
