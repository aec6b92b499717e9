"""Where counters push what happened: `POST /api/v1/pos/events`."""

from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.timezone import now
from ninja import Router, Schema
from ninja.errors import HttpError
from pydantic import BaseModel, Field

from shop.pos.devices.auth import DeviceToken
from shop.pos.devices.models import Device, Scope
from shop.pos.events import intake
from shop.pos.events.envelope import Heard
from shop.pos.events.event import Code
from shop.pos.events.exceptions import Gap, NotItsOwn

router = Router()
# A day's sales of a busy counter are a few such requests.
EVENTS_AT_ONCE = 200


class Push(BaseModel):
    """In the order of `seq`. What else an event says is in docs/decisions/counter-protocol.md."""

    events: Annotated[list[Heard], Field(min_length=1, max_length=EVENTS_AT_ONCE)]


class ShiftResult(Schema):
    """`differences`: each figure where what was told and what arrived are not the same."""

    closed: bool
    differences: dict[str, dict[str, int]]


class Result(Schema):
    """`code`: why it was set aside, now or when it was first sent."""

    event_id: UUID
    status: str = Field(examples=["applied", "duplicate", "quarantined"])
    code: str = Field("", examples=["", *Code.values[:2]])
    detail: str = ""
    shift: ShiftResult | None = None


class Taken(Schema):
    results: list[Result]
    last_seq: int


class GapProblem(Schema):
    """A problem document: `expected_seq` comes next; the events before it were taken in, with these `results`."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[dict[str, str]]
    expected_seq: int
    last_seq: int
    results: list[Result]


class DeviceRequest(HttpRequest):
    auth: Device


@router.post(
    "/pos/events",
    response={200: Taken},
    summary="Tell what happened at a counter",
    auth=DeviceToken(Scope.EVENTS, lets_in_revoked=True),
    openapi_extra={
        "responses": {
            409: {
                "description": "Conflict: events are missing before one of these",
                "content": {"application/problem+json": {"schema": GapProblem.model_json_schema()}},
            }
        }
    },
)
def push(request: DeviceRequest, said: Push) -> Any:
    """Up to 200 events, each stored and booked once, however often it is sent. May be sent with gzip."""
    try:
        return intake.push(device=request.auth, events=said.events, at=now())
    except NotItsOwn as refusal:
        raise HttpError(403, "These events are another counter's.") from refusal


def tell_gap(gap: Gap) -> dict[str, Any]:
    results = [Result.model_validate(result).model_dump(mode="json") for result in gap.results]
    return {"expected_seq": gap.expected_seq, "last_seq": gap.last_seq, "results": results}
