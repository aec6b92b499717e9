"""How a counter enrols, and changes its token."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.timezone import now
from ninja import Router, Schema
from ninja.errors import HttpError
from pydantic import ConfigDict, Field

from shop.pos.devices import enrolling, tokens
from shop.pos.devices.auth import DeviceToken
from shop.pos.devices.exceptions import WrongCode
from shop.pos.devices.models import Device
from shop.web.callers import address_of
from shop.web.tries import CannotCount, NotNow

router = Router()


class Enrolling(Schema):
    """`code`: as the manager's desk shows it, typed or scanned; small letters and dashes do not matter."""

    model_config = ConfigDict(extra="forbid")

    code: str = Field(pattern=r"^[0-9A-Za-z][0-9A-Za-z \-]{8,14}[0-9A-Za-z]$", examples=["K7QP2-9XWTM"])
    name: str = Field(max_length=60, pattern=r"^[^\x00-\x20\x7f\s][^\x00-\x1f\x7f]*$", examples=["Quầy 1"])


class CounterLocation(Schema):
    id: int
    name: str = Field(examples=["Trung tâm OCOP Đà Nẵng"])


class Credentials(Schema):
    """`token` is told here and nowhere else; `epoch` is higher than before where the device was known."""

    device_id: UUID
    epoch: int = Field(ge=1)
    token: str = Field(examples=["Zk3v0S9m1c6cKkQyT8w1v3yqXo5o3mZf0o0mQ2n9yZU"])
    location: CounterLocation
    server_time: datetime


class Rolled(Schema):
    """The old token is good until this one is first used."""

    token: str = Field(examples=["Zk3v0S9m1c6cKkQyT8w1v3yqXo5o3mZf0o0mQ2n9yZU"])


class DeviceRequest(HttpRequest):
    auth: Device


@router.post("/pos/enrol", response=Credentials, summary="Enrol a counter with a code from its manager", auth=None)
def enrol(request: HttpRequest, said: Enrolling) -> dict[str, Any]:
    at = now()
    try:
        enrolled = enrolling.enrol(code=said.code, name=said.name, caller=address_of(request), at=at)
    except WrongCode as refusal:
        raise HttpError(403, str(refusal)) from refusal
    except NotNow as refusal:
        raise _not_now(refusal) from refusal
    device = enrolled.device
    return {
        "device_id": device.pk,
        "epoch": device.epoch,
        "token": enrolled.token,
        "location": {"id": device.location.pk, "name": device.location.name},
        "server_time": at,
    }


def _not_now(refusal: NotNow) -> HttpError:
    if isinstance(refusal, CannotCount):
        return HttpError(503, "Tries cannot be counted at the moment, so none is taken. Ask again in a few minutes.")
    return HttpError(429, str(refusal.sentence))


@router.post("/pos/roll", response=Rolled, summary="A new token for this counter", auth=DeviceToken())
def roll(request: DeviceRequest) -> dict[str, str]:
    return {"token": tokens.roll(device=request.auth)}
