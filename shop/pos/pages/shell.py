"""The page in which the counter's app runs, and the worker that keeps it on the device."""

from csp.constants import SELF
from csp.decorators import csp_update
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

POLICY = {
    # The barcode reader of browsers that have none of their own is WebAssembly.
    "script-src": ["'wasm-unsafe-eval'"],
    "connect-src": [SELF],
    "worker-src": [SELF],
    "manifest-src": [SELF],
    "img-src": ["blob:"],
}


@require_safe
@csp_update(POLICY)
def shell(request: HttpRequest) -> HttpResponse:
    """The same for everyone, without a cookie. Only here may a page use the camera."""
    response = render(request, "pages/counter/shell.html")
    response["Cache-Control"] = "no-cache"
    response["Permissions-Policy"] = "camera=(self)"
    return response


@require_safe
@never_cache
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker as the build left it. Browsers ask for it anew, so that a new version is found."""
    if not settings.COUNTER_WORKER.exists():
        raise Http404("The counter's worker has not been built: make set-up.")
    response = HttpResponse(settings.COUNTER_WORKER.read_bytes(), content_type="text/javascript; charset=utf-8")
    response["Service-Worker-Allowed"] = "/quay/"
    return response
