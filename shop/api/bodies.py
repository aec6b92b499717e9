"""How much one may send at once."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse

from shop.api.problems import problem

View = Callable[..., HttpResponse]


def at_most(limit: int) -> Callable[[View], View]:
    """413 for a body of more than `limit` bytes, unread. The server reads no further than the length says."""

    def bounded(view: View) -> View:
        @wraps(view)
        def measured(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            length = request.META.get("CONTENT_LENGTH") or "0"
            if not length.isdecimal() or int(length) > limit:
                return problem(413, f"At most {limit} bytes can be sent here.")
            return view(request, *args, **kwargs)

        return measured

    return bounded
