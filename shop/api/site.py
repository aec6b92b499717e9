"""The API itself: which room's router stands where."""

from ninja.renderers import JSONRenderer

from catalogue.feeds.api import router as products
from shop.api.limiting import limited
from shop.api.problems import Documented, tell_problems
from shop.api.remembering import kept
from shop.locations.api import router as locations


class ReadableJSON(JSONRenderer):
    """Vietnamese letters as they are, not escaped: shorter, and a person can read it."""

    json_dumps_params = {"ensure_ascii": False}


api = Documented(
    renderer=ReadableJSON(),
    title="Chợ OCOP",
    version="1.0.0",
    urls_namespace="api",
    description=(
        "What anyone may read of this market: certified products, their makers and places, and points of sale. "
        "Prices are whole dong. Errors are problem documents (RFC 9457). "
        "Answers carry an ETag: send it back in If-None-Match. Pages are linked in the Link header (RFC 8288)."
    ),
)
api.add_decorator(kept, mode="view")
api.add_decorator(limited, mode="view")
api.add_router("", products, tags=["products"])
api.add_router("", locations, tags=["points of sale"])
tell_problems(api)
