"""A counter that tells what happens, as the app does: numbered, chained, hashed.

`counter = a_counter(shelf)`, `counter.push(counter.opens(), counter.sells((lot, 2)))`.
"""

from datetime import datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID, uuid4

from django.utils.timezone import now

from shop.pos.devices.models import Device
from shop.pos.events import intake
from shop.pos.events.canonical import hash_of
from shop.pos.events.envelope import Heard
from shop.stock.models import Balance
from tests.factories.counters import a_device
from tests.factories.shop import a_member_of_staff

PRICE = 120_000
number = count(1)
Said = dict[str, Any]


def stamp(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%S.") + f"{at.microsecond // 1000:03d}Z"


class Counter:
    def __init__(
        self, device: Device, staff, *, begins: datetime | None = None, pace: timedelta = timedelta(seconds=1)
    ):
        self.device, self.staff, self.pace = device, staff, pace
        self.clock = begins or now() - timedelta(hours=8)
        self.seq, self.head, self.shift = device.last_seq, device.last_hash, None
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
            "occurred_at": stamp(self.clock),
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

    def sells(self, *lots_and_units, price: int = PRICE, kind: str = "cash", **facts) -> Said:
        lines = [
            {"product": lot.product_id, "lot": lot.pk, "quantity": n, "unit_price": price, "amount": n * price}
            for lot, n in lots_and_units
        ]
        total = sum(line["amount"] for line in lines)
        body = {"number": f"B{next(number):05d}", "lines": lines, "total": total, "change": 0}
        body["tenders"] = [{"kind": kind, "amount": total}] if total else []
        return self.says("sale", body | facts.pop("body", {}), **facts)

    def refunds(self, sale: Said, units: int = 1, *, line: int = 0, restock: bool = True, kind="cash", **facts) -> Said:
        amount = facts.pop("amount", units * sale["body"]["lines"][line]["unit_price"])
        body = {
            "number": f"H{next(number):05d}",
            "cites": sale["event_id"],
            "lines": [{"line": line, "quantity": units, "amount": amount, "restock": restock}],
            "total": amount,
            "tenders": [{"kind": kind, "amount": amount}],
            "reason": "Khách đổi ý",
        }
        return self.says("refund", body | facts.pop("body", {}), **facts)

    def counts(self, *lots_and_units, **facts) -> Said:
        lines = [{"lot": lot.pk, "counted": n} for lot, n in lots_and_units]
        return self.says("count", {"lines": lines, "reason": "Kiểm cuối ngày"}, **facts)

    def closes(self, counted: int | None = None, **body: Any) -> Said:
        """As the shift's own events add up."""
        opened = next(n for n, event in enumerate(self.told) if event["event_id"] == self.shift)
        events = self.told[opened:]
        sold, refunded = ({"cash": 0, "vietqr": 0, "card": 0} for _ in range(2))
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
            "counted": expected if counted is None else counted,
            "note": "",
        }
        return self.says("shift_closed", said | body)

    def push(self, *events: Said, at: datetime | None = None) -> intake.Taken:
        """Past HTTP. All that was told, where nothing is given."""
        heard = [Heard.model_validate(event) for event in events or self.told]
        return intake.push(device=self.device, events=heard, at=at or now())


def a_counter(shelf: Balance | None = None, **facts) -> Counter:
    """At the shelf's location, enrolled long ago."""
    place = {"location": shelf.location} if shelf else {}
    enrolled_at = facts.pop("enrolled_at", now() - timedelta(days=400))
    device = facts.pop("device", None) or a_device(**place, enrolled_at=enrolled_at)
    return Counter(device, facts.pop("staff", None) or a_member_of_staff(location=device.location), **facts)


def statuses(taken: intake.Taken) -> list[str]:
    """ "applied", "duplicate", or the code under which it lies in quarantine."""
    return [result.code or result.status for result in taken.results]


def id_of(said: Said) -> UUID:
    return UUID(said["event_id"])
