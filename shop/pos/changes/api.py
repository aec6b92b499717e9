"""What a counter pulls."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.dateparse import parse_datetime
from django.utils.timezone import now
from ninja import Query, Router, Schema
from pydantic import ConfigDict, Field

from shop.pos.changes.reading import answer
from shop.pos.devices import seeing
from shop.pos.devices.auth import DeviceToken
from shop.pos.devices.models import Device, Scope
from shop.pos.stamps import moment

router = Router()
MOMENT = r"^20[0-9]{2}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9](\.[0-9]{1,6})?Z$"
MOST_UNSENT = 2**31 - 1


class OneChange(Schema):
    """`row` is null where it is gone."""

    kind: str = Field(examples=["product"])
    id: int
    row: dict[str, Any] | None


class Changes(Schema):
    """`is_snapshot`: this page begins a snapshot. Ask on with the cursor while `has_more`."""

    cursor: str
    is_snapshot: bool
    has_more: bool
    server_time: str = Field(examples=["2026-11-27T03:04:05.678Z"])
    last_seq: int
    epoch: int
    changes: list[OneChange]


class DeviceRequest(HttpRequest):
    auth: Device


class Asked(Schema):
    """`cursor`: as the last answer gave it; none: everything. `unsent`: events that wait on the device, the oldest of
    them since `unsent_since`."""

    model_config = ConfigDict(extra="forbid")

    cursor: str = Field("", max_length=4_000)
    unsent: int = Field(0, ge=0, le=MOST_UNSENT)
    unsent_since: str | None = Field(None, pattern=MOMENT)
    app_version: str = Field("", max_length=40, pattern=r"^[0-9A-Za-z.+\-]*$", examples=["0.1.0"])


MAY_READ = DeviceToken(Scope.CHANGES)


@router.get("/pos/changes", response=Changes, summary="What a counter needs to know, and what is new", auth=MAY_READ)
def changes(request: DeviceRequest, asked: Query[Asked]) -> HttpResponse:
    device, at = request.auth, now()
    seeing.note(
        device=device,
        at=at,
        unsent=asked.unsent,
        unsent_since=_moment(asked.unsent_since),
        app_version=asked.app_version,
    )
    told = answer(location=device.location, said=asked.cursor, at=at)
    response = JsonResponse(
        {
            "cursor": str(told.cursor),
            "is_snapshot": told.is_snapshot,
            "has_more": told.has_more,
            "server_time": moment(at),
            "last_seq": device.last_seq,
            "epoch": device.epoch,
            "changes": told.changes,
        },
        json_dumps_params={"ensure_ascii": False, "separators": (",", ":")},
    )
    response["Cache-Control"] = "no-store"
    return response


def _moment(said: str | None) -> datetime | None:
    """None also for a day that no calendar has."""
    try:
        return parse_datetime(said) if said else None
    except ValueError:
        return None
