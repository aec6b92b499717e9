"""A held lot is not promised, not shown and does not leave; released, it sells again."""

import pytest
from django.utils.timezone import now

from catalogue.traceability import deeds
from catalogue.traceability.models import Hold
from shop.checkout.steps.points import holding
from shop.order.sending import shipping_out
from shop.partner.shelves import shelves_of
from shop.stock import allocation, reservations, transfers
from shop.stock.audit import audit
from shop.stock.exceptions import InsufficientStock, LotHeld
from shop.stock.models import Balance, Reservation
from tests.factories import a_location, a_product, a_shelf, a_shopper, an_order
from tests.shop.stock.orders import AT, a_placed_order, lines_of
from tests.shop.stock.test_projection import shown

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelf():
    return a_shelf(a_product(), on_hand=5, location=a_location())


@pytest.fixture
def officer():
    return a_shopper()


@pytest.fixture
def hold(officer):
    return lambda lot: deeds.hold(lot=lot, why="Nghi hàng giả", actor=officer, at=now())


@pytest.fixture
def release(officer):
    return lambda held: deeds.release(hold=held, why="Đã kiểm", actor=officer, at=now())


def test_the_web_does_not_promise_it(shelf, hold):
    hold(shelf.lot)

    with pytest.raises(InsufficientStock) as refusal:
        allocation.plan(wanted={shelf.lot.product_id: 1}, at=AT)

    assert refusal.value.available == 0


def test_another_lot_goes_in_its_place(shelf, hold):
    other = a_shelf(shelf.lot.product, on_hand=5, location=shelf.location)
    hold(shelf.lot)

    plan = allocation.plan(wanted={shelf.lot.product_id: 2}, at=AT)

    assert [(share.balance, share.quantity) for share in plan] == [(other, 2)]


def test_what_was_planned_before_it_was_held_is_not_promised(shelf, hold, monkeypatch):
    order = a_placed_order((shelf.lot.product, 1))
    planned = allocation.plan(wanted={shelf.lot.product_id: 1}, at=AT)
    hold(shelf.lot)

    with pytest.raises(reservations.Overtaken):
        reservations.hold(reservations.promised(lines=lines_of(order), shares=planned, expires_at=None))


def test_without_its_guard_it_would_be_promised(shelf, hold, monkeypatch):
    order = a_placed_order((shelf.lot.product, 1))
    planned = allocation.plan(wanted={shelf.lot.product_id: 1}, at=AT)
    hold(shelf.lot)
    monkeypatch.setattr(type(Balance.objects), "not_held", lambda balances: balances.all())

    reservations.hold(reservations.promised(lines=lines_of(order), shares=planned, expires_at=None))

    assert Reservation.objects.count() == 1


def test_the_web_shows_none_of_it_until_it_is_released(shelf, hold, release):
    held = hold(shelf.lot)
    assert (shown(shelf.lot.product), audit()) == (0, [])

    release(held)
    assert (shown(shelf.lot.product), audit()) == (5, [])


def test_the_audit_hears_of_a_hold_that_the_web_did_not(shelf, officer):
    Hold.objects.bulk_create([Hold(lot=shelf.lot, why="Nghi hàng giả", held_at=now(), held_by=officer)])

    assert [(fault.invariant, fault.expected, fault.found) for fault in audit()] == [("projection", 0, 5)]


def test_its_product_page_knows_no_lot_and_no_place_to_buy(shelf, hold, release):
    product = shelf.lot.product
    held = hold(shelf.lot)
    assert shelves_of(product, at=AT) == shelves_of(a_product(), at=AT)

    release(held)
    assert shelves_of(product, at=AT).lot == shelf.lot


def test_it_is_not_fetched_anywhere(hold):
    point = a_location(kind="sales_point", offers_pickup=True)
    shelf = a_shelf(a_product(), on_hand=5, location=point)
    wanted = {shelf.lot.product_id: 1}
    assert holding(wanted, at=AT) == [point]

    hold(shelf.lot)

    assert holding(wanted, at=AT) == []


def test_a_parcel_with_it_is_not_packed_until_it_is_released(shelf, hold, release):
    parcel = an_order((shelf.lot.product, 1)).parcels.get()
    held = hold(shelf.lot)

    with pytest.raises(LotHeld) as refusal:
        shipping_out.pack(parcel=parcel, at=now())
    assert shelf.lot.code in refusal.value.sentence

    release(held)
    assert shipping_out.pack(parcel=parcel, at=now()).state == "packed"


def test_a_packed_parcel_with_it_does_not_leave(shelf, hold):
    parcel = an_order((shelf.lot.product, 1)).parcels.get()
    shipping_out.pack(parcel=parcel, at=now())
    hold(shelf.lot)

    with pytest.raises(LotHeld):
        shipping_out.dispatch(parcel=parcel, tracking_number="VN1", at=now())

    shelf.refresh_from_db()
    assert (shelf.on_hand, shelf.reserved, audit()) == (5, 1, [])


def test_a_parcel_of_another_lot_leaves(shelf, hold):
    parcel = an_order((shelf.lot.product, 1)).parcels.get()
    hold(a_shelf(shelf.lot.product, on_hand=5, location=shelf.location).lot)

    shipping_out.pack(parcel=parcel, at=now())

    assert shipping_out.dispatch(parcel=parcel, tracking_number="VN1", at=now()).state == "dispatched"


def test_it_may_be_moved_back(shelf, hold, officer):
    hold(shelf.lot)

    transfers.dispatch(
        origin=shelf.location,
        destination=a_location(),
        quantities={shelf.lot: 5},
        source_key="test:back",
        at=now(),
        actor=officer,
    )

    assert (Balance.objects.get(pk=shelf.pk).on_hand, audit()) == (0, [])


def test_any_number_of_holds_costs_the_plan_no_query(shelf, hold, django_assert_num_queries):
    for _n in range(5):
        hold(a_shelf(shelf.lot.product, on_hand=5, location=shelf.location).lot)

    with django_assert_num_queries(1):
        allocation.plan(wanted={shelf.lot.product_id: 1}, at=AT)
