"""What each type of event says. Amounts that contradict themselves are told from what cannot be read at all."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from shop.pos.events.envelope import MOST, Count, Envelope, Natural, Text, newest
from shop.pos.events.event import Type
from shop.pos.events.exceptions import Code, SetAside

A_LOT = 1_000_000  # units of one line
Units = Annotated[int, Field(strict=True, ge=1, le=A_LOT)]
SomeUnits = Annotated[int, Field(strict=True, ge=0, le=A_LOT)]
Dong = Annotated[int, Field(strict=True, ge=0, le=10**12)]
SomeDong = Annotated[int, Field(strict=True, ge=1, le=10**12)]
Position = Annotated[int, Field(strict=True, ge=0, le=MOST)]


def _day(said: Any) -> date | None:
    if said is None:
        return None
    if not isinstance(said, str):
        raise ValueError("a day, such as 2026-11-27")
    return date.fromisoformat(said)


Day = Annotated[date, BeforeValidator(_day)]
Kind = Literal["cash", "vietqr", "card"]


def agree(said: int, found: int, what: str) -> None:
    if said != found:
        raise SetAside(Code.DOES_NOT_ADD_UP, f"{what}: {said} said, {found} found")


class NewLot(BaseModel):
    """A lot that came in by a receipt of the same chain: the counter has no number for it yet."""

    model_config = ConfigDict(frozen=True)

    product: Natural
    code: Annotated[Text, Field(min_length=1, max_length=20)]


LotNamed = Natural | NewLot


class Body(BaseModel):
    def check(self) -> None:
        """Raises SetAside where its own numbers disagree."""


class Opening(Body):
    float: Dong


class SoldLine(BaseModel):
    product: Natural
    lot: LotNamed
    quantity: Units
    unit_price: Dong
    amount: Dong


class Paid(BaseModel):
    kind: Kind
    amount: SomeDong
    given: Dong | None = None
    reference: Text = ""


class Sold(Body):
    number: Annotated[Text, Field(min_length=1, max_length=40)]
    lines: Annotated[list[SoldLine], Field(min_length=1, max_length=200)]
    total: Dong
    tenders: Annotated[list[Paid], Field(max_length=10)]
    change: Dong

    def check(self) -> None:
        for n, line in enumerate(self.lines):
            agree(line.amount, line.quantity * line.unit_price, f"lines.{n}.amount")
        agree(self.total, sum(line.amount for line in self.lines), "total")
        agree(sum(tender.amount for tender in self.tenders), self.total, "tenders")
        given = [tender.given - tender.amount for tender in self.tenders if tender.given is not None]
        if min(given, default=0) < 0:
            raise SetAside(Code.DOES_NOT_ADD_UP, "given: less than the amount")
        agree(self.change, sum(given), "change")


class GivenBackLine(BaseModel):
    line: Position
    quantity: Units
    amount: Dong
    restock: Annotated[bool, Field(strict=True)]


class PaidBack(BaseModel):
    kind: Kind
    amount: SomeDong


class GivenBack(Body):
    number: Annotated[Text, Field(min_length=1, max_length=40)]
    cites: UUID
    lines: Annotated[list[GivenBackLine], Field(min_length=1, max_length=200)]
    total: Dong
    tenders: Annotated[list[PaidBack], Field(max_length=10)]
    reason: Text

    def check(self) -> None:
        agree(self.total, sum(line.amount for line in self.lines), "total")
        agree(sum(tender.amount for tender in self.tenders), self.total, "tenders")


class ReceivedLine(BaseModel):
    product: Natural
    lot: Natural | None = None
    code: Annotated[Text, Field(max_length=20)]
    made_on: Day
    expires_on: Day | None = None
    quantity: Units


class Received(Body):
    lines: Annotated[list[ReceivedLine], Field(min_length=1, max_length=200)]
    note: Text = ""


class SentLine(BaseModel):
    lot: LotNamed
    quantity: Units


class Dispatched(Body):
    destination: Natural
    lines: Annotated[list[SentLine], Field(min_length=1, max_length=200)]


class ArrivedLine(BaseModel):
    line: Natural
    received: SomeUnits
    damaged: SomeUnits
    short: SomeUnits
    reason: Text = ""


class Arrived(Body):
    transfer: Natural
    lines: Annotated[list[ArrivedLine], Field(min_length=1, max_length=200)]


class CountedLine(BaseModel):
    lot: LotNamed
    counted: SomeUnits


class Counted(Body):
    lines: Annotated[list[CountedLine], Field(min_length=1, max_length=500)]
    reason: Text = ""

    def check(self) -> None:
        if len({line.lot for line in self.lines}) < len(self.lines):
            raise SetAside(Code.DOES_NOT_ADD_UP, "lines: one lot is counted twice")


class LostLine(BaseModel):
    lot: LotNamed
    quantity: Units
    kind: Literal["damage", "expire", "recall", "return_to_producer"]


class Lost(Body):
    lines: Annotated[list[LostLine], Field(min_length=1, max_length=200)]
    reason: Text = ""


class Cash(Body):
    amount: SomeDong
    reason: Text = ""


class ByKind(BaseModel):
    cash: Dong = 0
    vietqr: Dong = 0
    card: Dong = 0


class Closing(Body):
    """`counts`: how many events of each type from `first_seq` to `last_seq`."""

    first_seq: Natural
    last_seq: Natural
    counts: dict[Annotated[str, Field(max_length=30)], Count]
    tenders: ByKind
    refunds: ByKind
    float: Dong
    cash_in: Dong
    cash_out: Dong
    expected: Annotated[int, Field(strict=True, ge=-(10**12), le=10**12)]
    counted: Dong
    note: Text = ""

    def check(self) -> None:
        found = self.float + self.tenders.cash - self.refunds.cash + self.cash_in - self.cash_out
        agree(self.expected, found, "expected")


BODIES: dict[str, type[Body]] = {
    Type.SHIFT_OPENED: Opening,
    Type.SALE: Sold,
    Type.REFUND: GivenBack,
    Type.RECEIPT: Received,
    Type.TRANSFER_DISPATCHED: Dispatched,
    Type.TRANSFER_RECEIVED: Arrived,
    Type.COUNT: Counted,
    Type.DAMAGE: Lost,
    Type.CASH_IN: Cash,
    Type.CASH_OUT: Cash,
    Type.SHIFT_CLOSED: Closing,
}


@dataclass(frozen=True, slots=True)
class Understood:
    """An event that could be read."""

    type: Type
    envelope: Envelope
    body: Any


def understand(said: dict[str, Any]) -> Understood:
    """Raises SetAside."""
    said = newest(said)
    name = said.get("type")
    if not isinstance(name, str) or name not in BODIES:
        raise SetAside(Code.UNKNOWN_TYPE, f"{name!r:.60}")
    try:
        envelope = Envelope.model_validate(said)
        body = BODIES[name].model_validate(envelope.body)
    except ValidationError as fault:
        first = fault.errors(include_url=False, include_context=False, include_input=False)[0]
        raise SetAside(Code.BAD_BODY, f"{'.'.join(map(str, first['loc']))}: {first['msg']}") from None
    body.check()
    return Understood(Type(name), envelope, body)
