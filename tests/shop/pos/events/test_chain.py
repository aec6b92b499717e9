"""Where an event stands: its number, its chain, its clock, its epoch, and whose it is."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils.timezone import now

from shop.pos.devices import enrolling
from shop.pos.devices.models import Device
from shop.pos.models import Discrepancy, Event, Sale
from shop.stock.audit import audit
from tests.factories import a_location, a_product, a_shelf
from tests.factories.telling import Counter, a_counter, statuses

pytestmark = pytest.mark.django_db
A_YEAR = timedelta(days=365)


@pytest.fixture
def shelf():
    return a_shelf(a_product(), on_hand=50)


@pytest.fixture
def counter(shelf):
    counter = a_counter(shelf)
    counter.opens()
    return counter


def head(counter) -> tuple[int, str]:
    return Device.objects.values_list("last_seq", "last_hash").get(pk=counter.device.pk)


def copied(counter) -> Counter:
    """Somebody carried the device's storage to another telephone."""
    copy = Counter(counter.device, counter.staff, begins=counter.clock)
    copy.seq, copy.head, copy.shift = counter.seq, counter.head, counter.shift
    return copy


def test_of_two_counters_with_one_identity_the_first_is_believed_and_an_alarm_is_raised(counter, shelf):
    copy = copied(counter)
    counter.sells((shelf.lot, 1))
    counter.push()
    other = copy.sells((shelf.lot, 2))

    told = copy.push(other)

    asked = Discrepancy.objects.get()
    assert (statuses(told), head(counter)) == (["forked"], (2, counter.head))
    assert (asked.kind, asked.device, asked.facts["seq"]) == ("forked", counter.device, 2)
    assert (Sale.objects.count(), Event.objects.get(is_fork=True).hash, audit()) == (1, other["hash"], [])


def test_a_fork_that_is_sent_again_is_known_and_still_set_aside(counter, shelf):
    copy = copied(counter)
    counter.sells((shelf.lot, 1))
    counter.push()
    copy.sells((shelf.lot, 2))
    copy.push()

    again = copy.push()

    assert [(result.status, result.code) for result in again.results] == [("duplicate", "forked")]
    assert Event.objects.filter(is_fork=True).count() == 1


def test_an_id_that_comes_again_with_another_hash_is_a_fork_and_does_not_block_the_queue(counter, shelf):
    sale = counter.sells((shelf.lot, 1))
    counter.sells((shelf.lot, 2), event_id=sale["event_id"])
    counter.sells((shelf.lot, 3))

    told = counter.push()

    assert statuses(told) == ["applied", "applied", "forked", "applied"]
    assert (head(counter), Discrepancy.objects.get().kind, audit()) == ((4, counter.head), "forked", [])


def test_a_link_that_does_not_fit_is_set_aside_and_the_chain_goes_on_from_it(counter, shelf):
    counter.sells((shelf.lot, 1), prev_hash="f" * 64)
    counter.sells((shelf.lot, 1))

    told = counter.push()

    assert (statuses(told), head(counter)) == (["applied", "chain_broken", "applied"], (3, counter.head))


def test_what_was_changed_on_the_way_is_set_aside(counter, shelf):
    sale = counter.sells((shelf.lot, 1))
    sale["body"]["lines"][0]["lot"] = shelf.lot.pk + 1

    told = counter.push()

    assert (statuses(told), Sale.objects.count()) == (["applied", "chain_broken"], 0)


def test_what_happened_elsewhere_than_at_the_counters_own_location_is_set_aside(counter, shelf):
    counter.sells((shelf.lot, 1), location=a_location().pk)

    assert statuses(counter.push()) == ["applied", "wrong_location"]


def enrolled_again(counter) -> Counter:
    invitation = enrolling.invite(
        location=counter.device.location, by=counter.staff, at=now(), device=Device.objects.get(pk=counter.device.pk)
    )
    device = enrolling.enrol(code=invitation.code, name="Quầy 1", caller="192.0.2.1", at=now()).device
    return Counter(device, counter.staff, begins=counter.clock)


def test_in_a_new_epoch_numbers_begin_anew_and_what_is_of_the_old_one_is_set_aside(counter, shelf):
    counter.push()
    late = counter.sells((shelf.lot, 1))
    anew = enrolled_again(counter)
    anew.opens()
    anew.sells((shelf.lot, 2))

    told = (statuses(anew.push()), statuses(counter.push(late)), statuses(counter.push(counter.told[0])))

    assert told == (["applied", "applied"], ["old_epoch"], ["duplicate"])
    assert (head(anew), audit()) == ((2, anew.head), [])


@pytest.mark.parametrize(
    ("facts", "body", "code"),
    [
        ({"schema": 2}, {}, "unknown_schema"),
        ({"schema": "1"}, {}, "unknown_schema"),
        ({"occurred_at": "yesterday"}, {}, "bad_body"),
        ({}, {"lines": []}, "bad_body"),
        ({}, {"total": 1}, "does_not_add_up"),
        ({"staff": 404_404}, {}, "unknown_staff"),
        ({"shift": str(uuid4())}, {}, "unknown_shift"),
    ],
)
def test_what_makes_no_sense_is_set_aside_and_does_not_block_the_queue(counter, shelf, facts, body, code):
    counter.sells((shelf.lot, 1), body=body, **facts)
    counter.sells((shelf.lot, 1))

    told = counter.push()

    assert (statuses(told), told.last_seq) == (["applied", code, "applied"], 3)
    assert (Sale.objects.count(), audit()) == (1, [])


def test_a_type_that_is_not_known_is_set_aside(counter):
    counter.says("gift", {})

    assert statuses(counter.push()) == ["applied", "unknown_type"]


def happened(counter) -> list:
    events = Event.objects.filter(device=counter.device).order_by("seq")
    return list(events.values_list("happened_at", "is_clock_off"))


@pytest.mark.parametrize("ahead", [A_YEAR, -A_YEAR, timedelta(minutes=6)])
def test_a_clock_that_is_off_and_knows_it_is_put_right_and_flagged(shelf, ahead):
    at = now()
    counter = a_counter(shelf, begins=at - timedelta(hours=1) + ahead)
    counter.clock_offset = -int(ahead.total_seconds() * 1000)
    counter.opens()

    counter.push(at=at)

    [(moment, is_off)] = happened(counter)
    assert abs(moment - (at - timedelta(hours=1) + counter.pace)) < timedelta(milliseconds=1)
    assert is_off


def test_a_clock_a_year_ahead_is_taken_for_the_moment_of_arrival(shelf):
    at = now()
    counter = a_counter(shelf, begins=at + A_YEAR)
    counter.opens()
    counter.sells((shelf.lot, 2))

    assert statuses(counter.push(at=at)) == ["applied", "applied"]
    assert (happened(counter), audit()) == ([(at, True)] * 2, [])


def test_a_clock_that_goes_back_does_not_turn_the_order_round(counter, shelf):
    counter.sells((shelf.lot, 1))
    counter.clock -= A_YEAR
    counter.sells((shelf.lot, 1))

    assert statuses(counter.push()) == ["applied"] * 3
    (_, _), (before, was_off), (moment, is_off) = happened(counter)
    assert (moment, was_off, is_off, audit()) == (before, False, True, [])


def test_a_few_minutes_are_nobodys_fault(counter, shelf):
    counter.clock_offset = 4 * 60 * 1000
    counter.sells((shelf.lot, 1))

    counter.push()

    assert [is_off for _, is_off in happened(counter)] == [False, False]
