"""Each invariant is broken by hand, past the deeds, and the audit names exactly that fault."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now
from oscar.core.loading import get_model

from shop.order.parcels import Parcel, ParcelLine
from shop.stock import ledger, transfers
from shop.stock.audit import Fault, audit
from shop.stock.models import Balance, Movement, Reservation, Transfer, TransferLine
from shop.stock.transfers import Arrival
from tests.factories import a_location, a_member_of_staff, a_product, a_shelf
from tests.shop.stock.orders import AT, a_reserved_order, dispatch

pytestmark = pytest.mark.django_db


@pytest.fixture
def books():
    """A shelf with 9 units of 20: 3 promised, 2 sold, 4 on their way, 5 arrived elsewhere out of 6."""
    shelf = a_shelf(a_product(), on_hand=20)
    staff = a_member_of_staff()
    a_reserved_order((shelf.lot.product, 3))
    dispatch(a_reserved_order((shelf.lot.product, 2)).parcels.get())
    sent = {"origin": shelf.location, "destination": a_location(), "at": AT, "actor": staff}
    transfers.dispatch(**sent, quantities={shelf.lot: 4}, source_key="van 1")
    arrived = transfers.dispatch(**sent, quantities={shelf.lot: 6}, source_key="van 2")
    transfers.receive(
        transfer=arrived,
        arrivals={arrived.lines.get().pk: Arrival(received=5, short=1, reason="One was missing")},
        at=AT,
        actor=staff,
    )
    ledger.count(
        lot=shelf.lot, location=shelf.location, counted=9, reason="One more found", source_key="count 1", at=now()
    )
    return shelf


def broken() -> set[str]:
    return {fault.invariant for fault in audit()}


def test_books_kept_by_the_deeds_have_no_fault(books):
    assert audit() == []


def test_units_on_hand_that_no_movement_brought(books):
    Balance.objects.filter(pk=books.pk).update(on_hand=10, safety=1)

    assert audit() == [Fault("on hand", f"balance {books.pk}", 9, 10)]


def test_a_movement_on_a_shelf_without_a_balance(books):
    movement = Movement.objects.create(
        location=a_location(), lot=books.lot, quantity=1, kind="receive", source_key="by hand", happened_at=AT
    )

    assert audit() == [Fault("on hand", f"movement {movement.pk}", "a balance", None)]


def test_units_reserved_for_nobody(books):
    Balance.objects.filter(pk=books.pk).update(reserved=4, safety=0)
    get_model("partner", "StockRecord").objects.update(num_in_stock=10)

    assert audit() == [Fault("reserved", f"balance {books.pk}", 3, 4)]


@pytest.mark.parametrize("shown", [{"num_in_stock": 12}, {"num_allocated": 1}, {"num_in_stock": None}])
def test_a_stock_record_that_shows_something_else(books, shown):
    get_model("partner", "StockRecord").objects.update(**shown)

    assert broken() == {"projection"}


def test_a_transfer_that_sent_more_than_left(books):
    TransferLine.objects.filter(received=None).update(sent=5)

    assert [(fault.invariant, fault.expected, fault.found) for fault in audit()] == [("transfer", 5, 4)]


def test_a_transfer_that_brought_less_than_it_says(books):
    TransferLine.objects.filter(received=5).update(received=6, short=0)

    assert [(fault.invariant, fault.expected, fault.found) for fault in audit()] == [("transfer", 6, 5)]


def test_a_transfer_that_arrived_without_being_counted_in(books):
    Transfer.objects.filter(state="dispatched").update(state="received", received_at=AT)

    assert [(fault.invariant, fault.expected, fault.found) for fault in audit()] == [("transfer", "received", None)]


def test_goods_carried_by_no_transfer(books):
    key = {"lot": books.lot, "location": books.location, "happened_at": AT}
    Movement.objects.create(**key, quantity=-1, kind="transfer_out", source_key="by hand")
    Movement.objects.create(**key, quantity=1, kind="transfer_in", source_key="by hand too")

    assert [(fault.invariant, fault.expected) for fault in audit()] == [("transfer", "a transfer line")] * 2


def test_a_parcel_dispatched_with_goods_that_never_left(books):
    Parcel.objects.filter(state="planned").update(state="dispatched", dispatched_at=AT)

    assert broken() == {"dispatched", "held"}


def test_goods_issued_for_a_parcel_that_was_never_dispatched(books):
    Parcel.objects.filter(state="dispatched").update(state="cancelled")

    assert broken() == {"dispatched"}


def test_a_reservation_spent_without_a_sale(books):
    reservation = Reservation.objects.get(state="spent")
    Reservation.objects.filter(pk=reservation.pk).update(quantity=1)
    ParcelLine.objects.filter(line=reservation.line).update(quantity=1)

    assert audit() == [Fault("issued", f"reservation {reservation.pk}", 1, 2)]


def test_a_sale_of_a_reservation_that_is_still_held(books):
    reservation = Reservation.objects.get(state="spent")
    Reservation.objects.filter(pk=reservation.pk).update(state="released")
    Parcel.objects.filter(state="dispatched").update(state="cancelled")

    assert audit() == [Fault("issued", f"reservation {reservation.pk}", 0, 2)]


def test_a_parcel_planned_with_more_than_is_held(books):
    ParcelLine.objects.filter(parcel__state="planned").update(quantity=4)

    assert [(fault.invariant, fault.expected, fault.found) for fault in audit()] == [("held", 4, 3)]


def test_more_promised_than_was_ordered(books):
    get_model("order", "Line").objects.filter(quantity=3).update(quantity=2)

    assert [(fault.invariant, fault.expected, fault.found) for fault in audit()] == [("ordered", 2, 3)]


def test_a_cancelled_order_that_still_holds_goods(books):
    get_model("order", "Order").objects.filter(parcels__state="planned").update(status="cancelled")

    assert broken() == {"cancelled"}


@pytest.mark.parametrize(("late", "faults"), [(59, set()), (61, {"expired"})])
def test_goods_held_past_their_time(books, late, faults):
    Reservation.objects.filter(state="committed").update(state="active", expires_at=AT - timedelta(seconds=late))

    assert {fault.invariant for fault in audit(at=AT)} == faults


def test_the_audit_takes_the_same_queries_for_more_rows(books, django_assert_num_queries):
    with CaptureQueriesContext(connection) as asked:
        audit()
    a_reserved_order((books.lot.product, 1), (books.lot.product, 1))

    with django_assert_num_queries(len(asked)):
        audit()


def test_the_command_says_that_all_is_well(books, capsys):
    call_command("stock_audit")

    assert "agrees with the ledger" in capsys.readouterr().out


def test_the_command_shows_a_table_and_fails(books, capsys):
    Balance.objects.filter(pk=books.pk).update(on_hand=10, safety=1)

    with pytest.raises(SystemExit) as end:
        call_command("stock_audit")

    assert end.value.code == 1
    assert capsys.readouterr().out.splitlines()[1].split() == ["on", "hand", "balance", str(books.pk), "9", "10"]


def test_the_timetables_command_puts_the_web_right(books, capsys):
    get_model("partner", "StockRecord").objects.update(num_in_stock=0)

    call_command("refresh_projection")

    assert audit() == []
