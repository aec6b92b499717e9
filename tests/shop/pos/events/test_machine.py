"""However what several counters tell is cut, doubled, shuffled and sent again: the books are those of a calm day."""

import pytest
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate
from hypothesis import HealthCheck, Phase, given, settings

from shop.pos.devices.models import Device
from shop.pos.events import intake
from shop.pos.events.chain import Chain
from shop.pos.events.envelope import Heard
from shop.settlement.models import Terms
from shop.stock.audit import audit
from tests.shop.pos.events.lives import ON_THE_WAY, Line, World, books, deliveries, lives

pytestmark = pytest.mark.django_db
FEW = settings(
    max_examples=10,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
    report_multiple_bugs=False,
    # A life is short enough to be read as it is; to shrink one takes minutes.
    phases=[Phase.explicit, Phase.generate],
)
# Two counters; the one at the other location brings back what the first has sold, and its word arrives first.
A_DAY = [
    (0, "sell", 0, 9), (1, "sell", 0, 9), (2, "refund", 0, 1), (1, "count", 0, 3),
    (0, "sell", 0, 4), (0, "close", 0, 1), (1, "close", 0, 1), (2, "close", 0, 1),
]  # fmt: skip


@pytest.fixture
def world(site):
    Terms.objects.create(permille=83, valid_from=localdate().replace(month=1, day=1))
    return World()


def lines_of(world, told):
    devices = [Device.objects.get(pk=device.pk) for device in world.devices]
    return [Line(device, events, world.at) for device, events in zip(devices, told, strict=True)]


def one_by_one_as_it_happened(world, told):
    """The books of a day on which each event arrived at once, alone."""
    lines = lines_of(world, told)
    moments = [(event["occurred_at"], n, event) for n, events in enumerate(told) for event in events]
    for _at, n, event in sorted(moments, key=lambda moment: (moment[0], moment[1], moment[2]["seq"])):
        lines[n].send([event])
    return books()


def as_the_network_lets_it(world, told, batches):
    lines = lines_of(world, told)
    for n, start, length, way in batches:
        events = told[n][start : start + length]
        if events:
            lines[n].send(ON_THE_WAY[way](events))
    for line in reversed(lines):
        line.send_the_rest()
    return books()


def both(world, told, batches):
    calm = rolled_back(one_by_one_as_it_happened, world, told)
    return calm, rolled_back(as_the_network_lets_it, world, told, batches)


def rolled_back(deed, *asked):
    with transaction.atomic():
        seen = deed(*asked), audit()
        transaction.set_rollback(True)
    return seen


@FEW
@given(deeds=lives, batches=deliveries)
def test_the_books_do_not_depend_on_how_events_arrive(world, deeds, batches):
    (calm, calm_faults), (stormy, faults) = both(world, world.lives(deeds), batches)

    assert stormy == calm
    assert (calm_faults, faults) == ([], [])


def test_a_day_is_in_the_books_whole(world):
    """That the comparison above compares something."""
    told = world.lives(A_DAY)

    (calm, _), (stormy, faults) = both(world, told, [(2, 0, 12, "whole"), (0, 0, 3, "twice"), (1, 1, 3, "whole")])

    assert (stormy, faults) == (calm, [])
    assert {name: len(calm[name]) for name in ("events", "sales", "refunds", "counts", "shifts")} == {
        "events": sum(map(len, told)),
        "sales": 3,
        "refunds": 1,
        "counts": 1,
        "shifts": 6,
    }


def test_with_no_memory_of_what_it_heard_it_would_stumble_over_the_first_event_sent_twice(world, monkeypatch):
    """The negative control. The database's constraint stands behind the guard: nothing is booked twice even then."""
    told = world.lives(A_DAY)
    monkeypatch.setattr(Chain, "_known", lambda self, heard: None)

    with pytest.raises(IntegrityError, match=r"(?i)unique"):
        rolled_back(as_the_network_lets_it, world, told, [(0, 0, 3, "twice")])


def test_were_gaps_let_pass_events_would_be_lost_and_the_audit_says_so(world, monkeypatch):
    """The negative control of gaps."""
    place = Chain.place

    def wherever(self, heard):
        self.device.last_seq = max(self.device.last_seq, heard.seq - 1)
        self.device.last_hash = heard.prev_hash
        return place(self, heard)

    monkeypatch.setattr(Chain, "place", wherever)
    told = world.lives(A_DAY)[0]

    events = [Heard.model_validate(told[0]), Heard.model_validate(told[3])]
    intake.push(device=world.devices[0], events=events, at=world.at)

    assert [(fault.invariant, fault.expected, fault.found) for fault in audit() if fault.invariant == "sequence"] == [
        ("sequence", 4, 2)
    ]
