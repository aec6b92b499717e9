"""HEAD is answered as GET is, without the body (RFC 9110, 9.3.2); what is not allowed here is told as a problem."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse

from shop.api.problems import problem

View = Callable[..., HttpResponse]


def answering(view: View) -> View:
    @wraps(view)
    def answered(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        is_head = request.method == "HEAD"
        if is_head:
            request.method = "GET"
        response = view(request, *args, **kwargs)
        if response.status_code == 405:
            response = _not_allowed(response["Allow"].split(", "))
        return _without_body(response) if is_head else response

    return answered


def _not_allowed(allowed: list[str]) -> HttpResponse:
    said = ", ".join(sorted({*allowed, "HEAD"} if "GET" in allowed else allowed))
    response = problem(405, f"This address answers {said}.")
    response["Allow"] = said
    return response


def _without_body(response: HttpResponse) -> HttpResponse:
    response["Content-Length"] = str(len(response.content))
    response.content = b""
    return response
