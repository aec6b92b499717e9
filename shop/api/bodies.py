"""How much one may send at once, plain or as gzip."""

import zlib
from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse

from shop.api.problems import problem

View = Callable[..., HttpResponse]


def at_most(limit: int) -> Callable[[View], View]:
    """413 for a body of more than `limit` bytes, as it is sent or unpacked. What is too long is not read."""

    def bounded(view: View) -> View:
        @wraps(view)
        def measured(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            length = request.META.get("CONTENT_LENGTH") or "0"
            if not length.isdecimal() or int(length) > limit:
                return problem(413, f"At most {limit} bytes can be sent here.")
            if request.headers.get("Content-Encoding", "").lower() == "gzip":
                try:
                    request._body = inflated(request.body, most=limit)
                except zlib.error as fault:
                    return problem(400, f"The body is no gzip: {fault}")
                except Overgrown:
                    return problem(413, f"At most {limit} bytes can be sent here, unpacked.")
            return view(request, *args, **kwargs)

        return measured

    return bounded


class Overgrown(Exception):
    """Unpacked it would be too long."""


def inflated(packed: bytes, *, most: int) -> bytes:
    """A small body may hold gigabytes: no more than `most` bytes are unpacked. Raises Overgrown, zlib.error."""
    unpacker = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    body = unpacker.decompress(packed, most)
    if unpacker.unconsumed_tail:
        raise Overgrown
    if not unpacker.eof:
        raise zlib.error("it ends too early")
    return body
