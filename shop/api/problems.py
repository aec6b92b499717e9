"""Every refusal of the API as a problem document (RFC 9457)."""

from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI, Schema
from ninja.errors import HttpError, ValidationError
from pydantic import Field

MEDIA_TYPE = "application/problem+json"


class Problem(Schema):
    """`errors`: where a request was wrong, each with the place and what is wrong there."""

    type: str = "about:blank"
    title: str = Field(examples=["Unprocessable Content"])
    status: int = Field(examples=[422])
    detail: str = Field(examples=["page: Input should be greater than or equal to 1"])
    errors: list[dict[str, str]] = []


def problem(status: int, detail: str, *, errors: list[dict[str, str]] | None = None) -> HttpResponse:
    said: dict[str, Any] = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "errors": errors or [],
    }
    return JsonResponse(said, status=status, content_type=MEDIA_TYPE, json_dumps_params={"ensure_ascii": False})


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

    @api.exception_handler(HttpError)
    def refused(request: HttpRequest, fault: HttpError) -> HttpResponse:
        return problem(fault.status_code, fault.message)
