"""Opening the file in which a counter that will not send any more gave its unsent events.

Its form is in docs/decisions/counter-protocol.md, "Exported"; the app writes it in `core/device/exporting.ts`.
"""

import json
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from hashlib import pbkdf2_hmac
from typing import Annotated, Literal
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from pydantic import Base64Bytes, BaseModel, Field, ValidationError

from shop.pos.devices.models import DeviceQuerySet
from shop.pos.events import intake
from shop.pos.events.envelope import Heard
from shop.pos.events.exceptions import ExportOfAnother, Gap, NotAnExport, WrongPassphrase

# The app asks for 600,000; more than this would keep the server busy for whoever asks.
MOST_ROUNDS = 2_000_000


class Export(BaseModel):
    form: Literal["cho-ocop-counter/1"]
    device_id: UUID
    rounds: Annotated[int, Field(strict=True, ge=1, le=MOST_ROUNDS)]
    salt: Annotated[Base64Bytes, Field(min_length=16, max_length=16)]
    nonce: Annotated[Base64Bytes, Field(min_length=12, max_length=12)]
    box: Base64Bytes


class Held(BaseModel):
    events: list[Heard]


@dataclass(frozen=True, slots=True)
class TakenIn:
    """`missing`: the number that must come before the rest of the file, which was not taken in."""

    new: int
    known: int
    set_aside: int
    missing: int | None = None


def take_in(*, devices: DeviceQuerySet, file: bytes, passphrase: str, at: datetime) -> TakenIn:
    """As if its counter, one of these, had pushed it. Twice is once.

    Raises NotAnExport, ExportOfAnother, WrongPassphrase (also where the file was changed: AES-GCM cannot tell these
    apart).
    """
    export = _read(file)
    device = devices.filter(pk=export.device_id).first()
    if device is None:
        raise ExportOfAnother
    events = _unlocked(export, passphrase)
    if any(heard.device_id != device.pk for heard in events):
        raise ExportOfAnother
    missing = None
    try:
        results = intake.push(device=device, events=events, at=at).results if events else []
    except Gap as gap:
        results, missing = list(gap.results), gap.expected_seq
    known = sum(result.status == "duplicate" for result in results)
    set_aside = sum(result.status == "quarantined" for result in results)
    return TakenIn(len(results) - known - set_aside, known, set_aside, missing)


def _read(file: bytes) -> Export:
    try:
        return Export.model_validate_json(file)
    except ValidationError as fault:
        raise NotAnExport from fault


def _unlocked(export: Export, passphrase: str) -> list[Heard]:
    # A passphrase typed on another keyboard may spell its marks apart.
    said = unicodedata.normalize("NFC", passphrase).encode()
    key = pbkdf2_hmac("sha256", said, export.salt, export.rounds, 32)
    try:
        return Held.model_validate(json.loads(AESGCM(key).decrypt(export.nonce, export.box, None))).events
    except InvalidTag as fault:
        raise WrongPassphrase from fault
    except (ValueError, RecursionError) as fault:
        raise NotAnExport from fault
