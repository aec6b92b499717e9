"""The API itself: which room's router stands where."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.gzip import gzip_page
from ninja.renderers import JSONRenderer

from catalogue.feeds.api import router as products
from shop.api.bodies import at_most
from shop.api.limiting import limited, token_of
from shop.api.methods import answering
from shop.api.problems import Documented, problem, tell_problems
from shop.api.remembering import kept
from shop.locations.api import router as locations
from shop.pos.changes.api import router as changes
from shop.pos.devices.api import router as devices
from shop.pos.events.api import router as events
from shop.pos.events.api import tell_gap
from shop.pos.events.exceptions import Gap


class ReadableJSON(JSONRenderer):
    """Vietnamese letters as they are, not escaped: shorter, and a person can read it."""

    json_dumps_params = {"ensure_ascii": False}


class Site(Documented):
    """Documented, and plain about methods."""

    @property
    def urls(self):
        patterns, app_name, namespace = super().urls
        for pattern in patterns:
            if pattern.callback:
                pattern.callback = answering(pattern.callback)
        return patterns, app_name, namespace


api = Site(
    renderer=ReadableJSON(),
    title="Chợ OCOP",
    version="1.0.0",
    urls_namespace="api",
    description=(
        "What anyone may read of this market: certified products, their makers and places, and points of sale; "
        "and what its counters say and hear. Prices are whole dong. Errors are problem documents (RFC 9457). "
        "Public answers carry an ETag: send it back in If-None-Match. Pages are linked in the Link header (RFC 8288)."
    ),
)
for router, tag in ((products, "products"), (locations, "points of sale")):
    router.add_decorator(kept, mode="view")
    router.add_decorator(limited("default", "API_REQUESTS_A_MINUTE"), mode="view")
    api.add_router("", router, tags=[tag])

changes.add_decorator(gzip_page, mode="view")
for router, most in ((devices, 4_096), (events, 2 * 2**20), (changes, 0)):
    router.add_decorator(at_most(most), mode="view")
    # A fair's counters share one address. That bounds only who invents tokens.
    router.add_decorator(limited("counter", "POS_REQUESTS_A_MINUTE", who=token_of), mode="view")
    router.add_decorator(limited("counters", "POS_ADDRESS_REQUESTS_A_MINUTE"), mode="view")
    api.add_router("", router, tags=["counters"])
tell_problems(api)


@api.exception_handler(Gap)
def missing_events(request: HttpRequest, gap: Gap) -> HttpResponse:
    return problem(409, str(gap), **tell_gap(gap))
