"""Every refusal of the API as a problem document (RFC 9457)."""

from http import HTTPStatus
from typing import Any

from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI, Schema
from ninja.errors import HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema
from pydantic import Field

from shop.outage import RETRY_AFTER_SECONDS, is_outage

MEDIA_TYPE = "application/problem+json"
REFUSALS = {404: "Not Found", 422: "Unprocessable Content", 429: "Too Many Requests"}
# Where a counter speaks.
REFUSALS_OF_COUNTERS = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    413: "Content Too Large",
    503: "Service Unavailable",
}


class Problem(Schema):
    """`errors`: where a request was wrong, each with the place and what is wrong there."""

    type: str = "about:blank"
    title: str = Field(examples=["Unprocessable Content"])
    status: int = Field(examples=[422])
    detail: str = Field(examples=["page: Input should be greater than or equal to 1"])
    errors: list[dict[str, str]] = []


def problem(status: int, detail: str, *, errors: list[dict[str, str]] | None = None, **members: Any) -> HttpResponse:
    """`members`: what this problem tells beside (RFC 9457, section 3.2)."""
    said: dict[str, Any] = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "errors": errors or [],
        **members,
    }
    return JsonResponse(said, status=status, content_type=MEDIA_TYPE, json_dumps_params={"ensure_ascii": False})


def unknown_address(request: HttpRequest, path: str = "") -> HttpResponse:
    return problem(404, "There is nothing at this address. /api/v1/docs tells what there is.")


class Documented(NinjaAPI):
    """An API whose OpenAPI document also names its refusals, and the answer that nothing has changed."""

    def get_openapi_schema(self, **kwargs) -> OpenAPISchema:
        document = super().get_openapi_schema(**kwargs)
        document["components"]["schemas"]["Problem"] = Problem.json_schema()
        content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
        for operations in document["paths"].values():
            for operation in operations.values():
                is_for_counters = "counters" in operation["tags"]
                words = REFUSALS | (REFUSALS_OF_COUNTERS if is_for_counters else {})
                operation["responses"] |= {
                    str(status): {"description": word, "content": content} for status, word in words.items()
                }
                if not is_for_counters:
                    operation["responses"]["304"] = {"description": "Not Modified"}
        return document


def tell_problems(api: NinjaAPI) -> None:
    """Have `api` answer every refusal with a problem document."""

    @api.exception_handler(ValidationError)
    def not_understood(request: HttpRequest, fault: ValidationError) -> HttpResponse:
        errors = [{"at": ".".join(map(str, each["loc"])), "because": each["msg"]} for each in fault.errors]
        detail = "; ".join(f"{each['at'].rpartition('.')[2]}: {each['because']}" for each in errors)
        return problem(422, detail, errors=errors)

    @api.exception_handler(Http404)
    def not_found(request: HttpRequest, fault: Http404) -> HttpResponse:
        return problem(404, str(fault) or "There is nothing here.")

    def away(request: HttpRequest, fault: Any) -> HttpResponse:
        if not is_outage(fault):
            raise fault
        response = problem(503, "Our database does not answer. What was not acknowledged may be sent again.")
        response["Retry-After"] = str(RETRY_AFTER_SECONDS)
        return response

    for outage in (InterfaceError, OperationalError):
        api.add_exception_handler(outage, away)

    @api.exception_handler(HttpError)
    def refused(request: HttpRequest, fault: HttpError) -> HttpResponse:
        response = problem(fault.status_code, fault.message)
        if fault.status_code == HTTPStatus.UNAUTHORIZED:
            response["WWW-Authenticate"] = "Bearer"
        return response
