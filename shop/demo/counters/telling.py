"""A counter that tells what happens, as the app does: numbered, chained, hashed."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from catalogue.traceability.models import Lot
from shop.pos.devices.models import Device
from shop.pos.events import intake
from shop.pos.events.canonical import hash_of
from shop.pos.events.envelope import Heard
from shop.pos.sales import Tender
from shop.pos.stamps import moment

Said = dict[str, Any]


class Counter:
    """`clock` is the moment of the last event; each moves it on by `pace`. `told`: all that was said."""

    def __init__(self, device: Device, staff, *, begins: datetime, pace: timedelta):
        self.device, self.staff, self.clock, self.pace = device, staff, begins, pace
        self.seq, self.head = device.last_seq, device.last_hash
        self.shift: str | None = None
        self.clock_offset = 0
        self.told: list[Said] = []

    def says(self, type: str, body: Said, **facts: Any) -> Said:
        """The next event. `facts` may say anything of the envelope otherwise; the hash fits all the same."""
        self.clock += self.pace
        self.seq += 1
        event = {
            "schema": 1,
            "event_id": str(uuid4()),
            "device_id": str(self.device.pk),
            "epoch": self.device.epoch,
            "seq": self.seq,
            "type": type,
            "occurred_at": moment(self.clock),
            "clock_offset": self.clock_offset,
            "staff": self.staff.pk,
            "shift": self.shift,
            "location": self.device.location_id,
            "catalogue_version": 1,
            "app_version": "0.1.0",
            "body": body,
            "prev_hash": self.head,
        } | facts
        event.setdefault("hash", hash_of(event))
        self.head = event["hash"]
        self.told.append(event)
        return event

    def opens(self, float: int = 500_000, **facts) -> Said:
        self.shift = str(uuid4())
        return self.says("shift_opened", {"float": float}, event_id=self.shift, **facts)

    def rings_up(self, goods: Iterable[tuple[Lot, int, int]], *, kind: str = Tender.Kind.CASH, **facts) -> Said:
        """`goods`: (lot, units, price)."""
        lines = [
            {"product": lot.product_id, "lot": lot.pk, "quantity": n, "unit_price": price, "amount": n * price}
            for lot, n, price in goods
        ]
        total = sum(line["amount"] for line in lines)
        body = {"number": f"B{self.seq + 1:05d}", "lines": lines, "total": total, "change": 0}
        body["tenders"] = [{"kind": str(kind), "amount": total}] if total else []
        return self.says("sale", body | facts.pop("body", {}), **facts)

    def refunds(self, sale: Said, units: int = 1, *, line: int = 0, restock: bool = True, kind="cash", **facts) -> Said:
        amount = facts.pop("amount", units * sale["body"]["lines"][line]["unit_price"])
        body = {
            "number": f"H{self.seq + 1:05d}",
            "cites": sale["event_id"],
            "lines": [{"line": line, "quantity": units, "amount": amount, "restock": restock}],
            "total": amount,
            "tenders": [{"kind": kind, "amount": amount}],
            "reason": "Khách đổi ý",
        }
        return self.says("refund", body | facts.pop("body", {}), **facts)

    def closes(self, counted: int | None = None, *, lacking: int = 0, **body: Any) -> Said:
        """As the shift's own events add up; `lacking`: dong that are not in the drawer."""
        opened = next(n for n, event in enumerate(self.told) if event["event_id"] == self.shift)
        events = self.told[opened:]
        sold, refunded = ({str(kind): 0 for kind in Tender.Kind} for _ in range(2))
        for event in events:
            for tender in event["body"].get("tenders", []):
                (sold if event["type"] == "sale" else refunded)[tender["kind"]] += tender["amount"]
        moved = {
            kind: sum(event["body"]["amount"] for event in events if event["type"] == kind)
            for kind in ("cash_in", "cash_out")
        }
        types = [event["type"] for event in events]
        opening = events[0]["body"]["float"]
        expected = opening + sold["cash"] - refunded["cash"] + moved["cash_in"] - moved["cash_out"]
        said = {
            "first_seq": events[0]["seq"],
            "last_seq": self.seq,
            "counts": {name: types.count(name) for name in set(types)},
            "tenders": sold,
            "refunds": refunded,
            "float": opening,
            **moved,
            "expected": expected,
            "counted": expected - lacking if counted is None else counted,
            "note": "",
        }
        return self.says("shift_closed", said | body)

    def sends(self, events: Iterable[Said], *, at: datetime) -> intake.Taken:
        """Past HTTP."""
        return intake.push(device=self.device, events=[Heard.model_validate(event) for event in events], at=at)
