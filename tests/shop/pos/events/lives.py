"""What counters live through, what may become of it on the way to the server, and what the books say at the end."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Sum
from django.utils.timezone import now
from hypothesis import strategies as st

from shop.pos.events import intake
from shop.pos.events.envelope import Heard
from shop.pos.events.exceptions import Gap
from shop.pos.models import CashMove, Event, Refund, Sale, SaleLine, Shift, Tender
from shop.settlement.models import Accrual
from shop.stock.models import Balance, Count, Movement
from tests.factories import a_location, a_member_of_staff, a_product, a_shelf
from tests.factories.counters import a_device
from tests.factories.telling import Counter, Said

DEVICES = 3
DEEDS = ("sell", "sell", "sell", "refund", "count", "break", "send", "take cash", "close")
device = st.integers(0, DEVICES - 1)
lives = st.lists(
    st.tuples(device, st.sampled_from(DEEDS), st.integers(0, 1), st.integers(1, 9)), min_size=4, max_size=14
)
# What the network makes of a part of what a device holds. Answers may be lost too: the next part begins anywhere.
ON_THE_WAY: dict[str, Callable[[list[Said]], list[Said]]] = {
    "whole": lambda events: events,
    "twice": lambda events: events + events,
    "backwards": lambda events: events[::-1],
    "with a hole": lambda events: events[: len(events) // 2] + events[len(events) // 2 + 1 :],
    "mixed": lambda events: events[1::2] + events[::2],
}
deliveries = st.lists(
    st.tuples(device, st.integers(0, 12), st.integers(1, 12), st.sampled_from(list(ON_THE_WAY))), max_size=10
)


class World:
    """Two locations with two shelves each; of three counters two stand at the first. `at`: when all is pushed."""

    def __init__(self):
        here, there = a_location(), a_location()
        products = a_product(), a_product()
        self.lots = [
            (a_shelf(product, on_hand=20, location=here).lot, a_shelf(product, on_hand=20, location=there).lot)
            for product in products
        ]
        self.devices = [a_device(place) for place in (here, here, there)]
        self.staff = [a_member_of_staff(location=device.location) for device in self.devices]
        self.begins, self.at = now() + timedelta(minutes=1), now() + timedelta(days=1)

    def lives(self, deeds: Sequence[tuple[int, str, int, int]]) -> list[list[Said]]:
        """The events of each device. Nothing is written: the server has heard of none."""
        counters = [
            Counter(device, staff, begins=self.begins) for device, staff in zip(self.devices, self.staff, strict=True)
        ]
        for counter in counters:
            counter.opens()
        sold: list[Said] = []
        for second, (n, deed, which, units) in enumerate(deeds, 1):
            counters[n].clock = self.begins + timedelta(seconds=second)
            self._do(counters[n], deed, self.lots[which][n == DEVICES - 1], units, sold)
        return [counter.told for counter in counters]

    def _do(self, counter: Counter, deed: str, lot, units: int, sold: list[Said]) -> None:
        if deed == "sell":
            sold.append(counter.sells((lot, units), (lot, 1)))
        elif deed == "refund" and sold:
            counter.refunds(sold.pop(0))
        elif deed == "count":
            counter.counts((lot, units))
        elif deed == "break":
            counter.says("damage", {"lines": [{"lot": lot.pk, "quantity": units, "kind": "damage"}], "reason": ""})
        elif deed == "send":
            elsewhere = next(each for each in self.devices if each.location_id != counter.device.location_id)
            line = {"lot": lot.pk, "quantity": units}
            counter.says("transfer_dispatched", {"destination": elsewhere.location_id, "lines": [line]})
        elif deed == "take cash":
            counter.says("cash_out", {"amount": units * 1_000, "reason": "Nước đá"})
        elif deed == "close":
            counter.closes()
            counter.opens()


@dataclass
class Line:
    """Between a device and the server: knows what must be answered, whatever is sent."""

    device: Any
    events: list[Said]
    at: datetime
    last_seq: int = 0

    def send(self, events: Sequence[Said]) -> None:
        """Push, and compare what is answered with what a list of numbers says."""
        expected, gap = [], False
        for event in events:
            if gap := event["seq"] > self.last_seq + 1:
                break
            expected.append((event["event_id"], event["seq"] <= self.last_seq))
            self.last_seq = max(self.last_seq, event["seq"])
        results, expected_seq = self._pushed(events)
        assert [(str(result.event_id), result.status == "duplicate") for result in results] == expected
        assert expected_seq == (self.last_seq + 1 if gap else None)

    def send_the_rest(self, *, at_once: int = 5) -> None:
        """As the app does: from behind what the server has, until it has all."""
        while self.last_seq < len(self.events):
            self.send(self.events[self.last_seq : self.last_seq + at_once])

    def _pushed(self, events: Sequence[Said]) -> tuple[Sequence[intake.Result], int | None]:
        heard = [Heard.model_validate(event) for event in events]
        try:
            taken = intake.push(device=self.device, events=heard, at=self.at)
        except Gap as gap:
            assert gap.last_seq == gap.expected_seq - 1
            return gap.results, gap.expected_seq
        assert taken.last_seq == self.last_seq
        return taken.results, None


def books() -> dict[str, Any]:
    """All that must not depend on how events came, by what the counters call it."""
    once = Movement.objects.exclude(kind=Movement.Kind.COUNT)
    return {
        "shelves": _rows(Balance, "location", "lot", "on_hand", "short", "reserved"),
        "movements": sorted(
            once.order_by().values_list("location", "lot", "kind", "happened_at").annotate(units=Sum("quantity"))
        ),
        "counts": _rows(Count, "source_key", "counted"),
        "events": _rows(Event, "device", "epoch", "seq", "hash", "state", "code", "happened_at", "is_fork"),
        "sales": _rows(Sale, "event__event_id", "number", "total", "happened_at", "shift__opening__seq"),
        "lines": _rows(SaleLine, "sale__event__event_id", "position", "quantity", "refunded_units", "refunded_amount"),
        "refunds": _rows(Refund, "event__event_id", "sale__event__event_id", "total"),
        "cash": _rows(CashMove, "event__event_id", "direction", "amount"),
        "paid": _rows(Tender, "sale__event__event_id", "refund__event__event_id", "kind", "amount"),
        "shifts": sorted(map(str, Shift.objects.values_list("opening__event_id", "counted_cash", "differences"))),
        "owed": Accrual.objects.totals(),
    }


def _rows(model, *names: str) -> list[tuple]:
    return sorted(model.objects.order_by().values_list(*names), key=str)
