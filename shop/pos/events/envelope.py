"""An event as it is sent: whole numbers only, nothing guessed.

What every schema shares (`Heard`) says whose event it is and where it stands; without that it cannot even be kept.
The rest is read by the schema it names, and an event that cannot be read is set aside, not refused.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ModelWrapValidatorHandler,
    PrivateAttr,
    model_validator,
)

from shop.pos.events.exceptions import Code, SetAside

# What JavaScript counts exactly.
MOST = 2**53 - 1
A_CENTURY_MS = 100 * 366 * 86_400_000
NEWEST_SCHEMA = 1
# From a schema to the next: said → said. A new schema adds its line; the two before the newest are read.
UPCASTERS: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {}


def _moment(said: Any) -> datetime:
    if not isinstance(said, str) or not said.endswith("Z"):
        raise ValueError("a moment in UTC, such as 2026-11-27T03:04:05.678Z")
    moment = datetime.fromisoformat(said)
    if not 1970 <= moment.year < 2200:
        raise ValueError("a moment between 1970 and 2199")
    return moment.astimezone(UTC)


def _said_as_whole(said: Any) -> Any:
    """JSON Schema takes 1.0 for an integer. It stands where it says, and its hash will not be its own."""
    return int(said) if type(said) is float and said.is_integer() else said


Natural = Annotated[int, Field(strict=True, ge=1, le=MOST)]
Count = Annotated[int, Field(strict=True, ge=0, le=MOST)]
Milliseconds = Annotated[int, Field(strict=True, ge=-A_CENTURY_MS, le=A_CENTURY_MS)]
Moment = Annotated[datetime, BeforeValidator(_moment)]
Hash = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


def _whole(said: str) -> str:
    if "\0" in said:
        raise ValueError("no text holds NUL")
    return said


Text = Annotated[str, Field(max_length=2_000), AfterValidator(_whole)]


class Heard(BaseModel):
    """Whose event it is and where it stands in its chain; `said`: all of it, as it was sent."""

    model_config = ConfigDict(frozen=True)

    event_id: UUID
    device_id: UUID
    epoch: Annotated[int, Field(strict=True, ge=1, lt=2**31), BeforeValidator(_said_as_whole)]
    seq: Annotated[int, Field(strict=True, ge=1, le=MOST), BeforeValidator(_said_as_whole)]
    prev_hash: Hash
    hash: Hash
    _said: dict[str, Any] = PrivateAttr()

    @model_validator(mode="wrap")  # type: ignore[arg-type] # of the class as the plugin sees it
    @classmethod
    def _keep(cls, said: Any, read: ModelWrapValidatorHandler["Heard"]) -> "Heard":
        heard = read(said)
        if isinstance(said, dict):
            heard._said = said
        return heard

    @property
    def said(self) -> dict[str, Any]:
        return self._said

    @property
    def type(self) -> str:
        return str(self._said.get("type", ""))[:30].replace("\0", "")


class Envelope(BaseModel):
    """What the newest schema says beside `Heard`. `shift`: none where goods are moved outside of any."""

    occurred_at: Moment
    clock_offset: Milliseconds
    staff: Natural
    shift: UUID | None
    location: Natural
    catalogue_version: Count
    app_version: Annotated[str, Field(max_length=40), AfterValidator(_whole)]
    body: dict[str, Any]


def newest(said: dict[str, Any]) -> dict[str, Any]:
    """The event as the newest schema would say it. Raises SetAside."""
    schema = said.get("schema")
    if type(schema) is not int or not max(1, NEWEST_SCHEMA - 2) <= schema <= NEWEST_SCHEMA:
        raise SetAside(Code.UNKNOWN_SCHEMA, f"schema {schema!r:.40}; {NEWEST_SCHEMA} and the two before are read")
    for step in range(schema, NEWEST_SCHEMA):
        said = UPCASTERS[step](said)
    return said
