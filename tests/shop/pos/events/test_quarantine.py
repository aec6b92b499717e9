"""What was set aside is kept as it was said, and is booked once what it wanted is there, or once a person says so."""

import pytest
from django.utils.timezone import now

from catalogue.traceability.models import Lot
from shop.pos.devices import enrolling
from shop.pos.devices.models import Device
from shop.pos.events import quarantine
from shop.pos.models import Discrepancy, Event, Refund, Sale, Shift
from shop.stock.audit import audit
from tests.factories import a_location, a_member_of_staff, a_shelf
from tests.factories.telling import Counter, a_counter, id_of, statuses

pytestmark = pytest.mark.django_db


def reapplied(said, by=None) -> Event:
    return quarantine.reapply(event=Event.objects.get(event_id=id_of(said)), at=now(), by=by)


def on_hand(shelf) -> int:
    shelf.refresh_from_db()
    return shelf.on_hand


def test_a_refund_that_comes_before_its_sale_is_booked_with_it(counter, shelf):
    elsewhere = a_counter(shelf)
    sale = counter.sells((shelf.lot, 3))
    elsewhere.opens()
    refund = elsewhere.refunds(sale, 1)
    first = elsewhere.push()

    counter.push()

    assert statuses(first) == ["applied", "unknown_sale"]
    assert Event.objects.get(event_id=id_of(refund)).state == "applied"
    assert (Refund.objects.get().sale.event.event_id, on_hand(shelf), audit()) == (id_of(sale), 8, [])


def test_a_refund_waits_for_its_sale_that_is_set_aside_with_it_and_not_for_what_is_no_sale(counter, shelf):
    nobody_knows = Lot(pk=shelf.lot.pk + 1, product=shelf.lot.product)
    opening, sale = counter.told[0]["event_id"], counter.sells((nobody_knows, 3))
    of_the_sale, of_no_sale = counter.refunds(sale, 1), counter.refunds(sale, 1, body={"cites": opening})

    told = counter.push()

    assert statuses(told) == ["applied", "unknown_goods", "unknown_sale", "unknown_sale"]
    waits = dict(Event.objects.filter(code="unknown_sale").values_list("event_id", "waits_for"))
    assert waits == {id_of(of_the_sale): id_of(sale), id_of(of_no_sale): None}


def test_a_refund_that_comes_after_its_shift_was_closed_is_a_correction_that_is_seen(counter, shelf):
    elsewhere = a_counter(shelf)
    sale = counter.sells((shelf.lot, 3))
    elsewhere.opens()
    elsewhere.refunds(sale, 1)
    elsewhere.closes()
    closing = elsewhere.push().results[-1].shift
    asked_then = sorted(Discrepancy.objects.open().values_list("kind", flat=True))

    counter.push()

    shift = Shift.objects.get(device=elsewhere.device)
    assert (bool(closing["differences"]), asked_then) == (True, ["books", "drawer"])
    assert (Refund.objects.get().is_correction, shift.differences) == (True, {})
    assert list(Discrepancy.objects.values_list("resolution", flat=True)) == ["came_later"] * 2


def test_a_person_books_what_a_revoked_counter_still_held_once(counter, shelf):
    manager = a_member_of_staff(location=shelf.location)
    sale = counter.sells((shelf.lot, 3))
    enrolling.revoke(device=counter.device, at=now())
    counter.device = Device.objects.get(pk=counter.device.pk)
    told = counter.push()

    still_waits = reapplied(sale, by=manager)
    opened = reapplied(counter.told[0], by=manager)
    booked = [reapplied(sale, by=manager).state for _ in range(2)]

    assert statuses(told) == ["device_revoked"] * 2
    assert (still_waits.code, opened.state, booked) == ("unknown_shift", "applied", ["applied"] * 2)
    assert (Sale.objects.count(), on_hand(shelf), audit()) == (1, 7, [])
    assert Event.objects.get(event_id=id_of(sale)).reapplied_by == manager


def test_what_still_cannot_be_booked_stays_with_its_reason(counter, shelf):
    sale = counter.sells((shelf.lot, 1), staff=404_404)
    counter.push()

    again = reapplied(sale)

    assert (again.state, again.code, again.reapplied_at) == ("quarantined", "unknown_staff", None)


def test_the_other_of_two_counters_with_one_identity_may_be_believed_after_all(counter, shelf):
    copy = Counter(counter.device, counter.staff, begins=counter.clock)
    copy.seq, copy.head, copy.shift = counter.seq, counter.head, counter.shift
    counter.sells((shelf.lot, 1))
    counter.push()
    other = copy.sells((shelf.lot, 2))
    copy.push()

    event = reapplied(other)

    assert (event.state, event.is_fork, Sale.objects.count(), on_hand(shelf)) == ("applied", True, 2, 7)
    assert audit() == []


def test_an_id_that_is_anothers_is_never_booked(counter, shelf):
    sale = counter.sells((shelf.lot, 1))
    counter.sells((shelf.lot, 2), event_id=sale["event_id"])
    counter.push()

    fork = quarantine.reapply(event=Event.objects.get(is_fork=True), at=now())

    assert (fork.code, on_hand(shelf)) == ("forked", 9)


def test_what_happened_elsewhere_is_booked_where_it_was_said_to(counter, shelf):
    there = a_shelf(shelf.lot.product, on_hand=4, location=a_location(), lot=shelf.lot)
    sale = counter.sells((shelf.lot, 1), location=there.location.pk)
    counter.push()

    reapplied(sale)

    assert (on_hand(shelf), on_hand(there), Sale.objects.get().location) == (10, 3, there.location)
