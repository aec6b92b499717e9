import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shop.stock import allocation, ledger, reservations
from shop.stock.exceptions import InsufficientStock, ReservationMismatch
from shop.stock.models import Balance, Movement, Reservation
from tests.factories import a_location, a_product, a_shelf
from tests.shop.stock.orders import AT, LATER, a_placed_order, a_reserved_order, dispatch, lines_of

pytestmark = pytest.mark.django_db


def held() -> list[tuple[int, str]]:
    return list(Reservation.objects.values_list("quantity", "state"))


def on_shelf(shelf) -> tuple[int, int]:
    return Balance.objects.values_list("on_hand", "reserved").get(pk=shelf.pk)


def test_an_unpaid_order_holds_goods_for_a_time():
    shelf = a_shelf(product := a_product(), on_hand=5)
    order = a_placed_order((product, 2), expires_at=LATER)

    [reservation] = reservations.reserve(lines=lines_of(order), at=AT, expires_at=LATER)

    assert (reservation.balance, reservation.quantity, reservation.state) == (shelf, 2, "active")
    assert reservation.expires_at == LATER
    assert on_shelf(shelf) == (5, 2)


def test_an_order_paid_on_delivery_holds_goods_for_good():
    product = a_product(on_hand=5)

    a_reserved_order((product, 2))

    assert held() == [(2, "committed")]


def test_a_reservation_beyond_the_shelf_writes_nothing():
    shelf = a_shelf(product := a_product(), on_hand=1)
    order = a_placed_order((product, 2))

    with pytest.raises(InsufficientStock) as refusal:
        reservations.reserve(lines=lines_of(order), at=AT, expires_at=None)

    assert (refusal.value.wanted, refusal.value.available) == (2, 1)
    assert (held(), on_shelf(shelf)) == ([], (1, 0))


def test_two_lines_of_one_product_are_added_up():
    shelf = a_shelf(product := a_product(), on_hand=3)
    order = a_placed_order((product, 2), (product, 2))

    with pytest.raises(InsufficientStock) as refusal:
        reservations.reserve(lines=lines_of(order), at=AT, expires_at=None)

    assert (refusal.value.wanted, refusal.value.available) == (4, 3)
    assert on_shelf(shelf) == (3, 0)


def test_two_lines_of_one_product_share_its_lots():
    product, location = a_product(), a_location()
    shelves = [a_shelf(product, on_hand=3, location=location) for _ in range(2)]
    order = a_placed_order((product, 2), (product, 3))
    first, second = lines_of(order)

    reservations.reserve(lines=[first, second], at=AT, expires_at=None)

    assert list(Reservation.objects.order_by("pk").values_list("line", "balance", "quantity")) == [
        (first.pk, shelves[0].pk, 2),
        (second.pk, shelves[0].pk, 1),
        (second.pk, shelves[1].pk, 2),
    ]


def test_who_comes_second_is_served_from_another_shelf(monkeypatch):
    """The shelf that was chosen is emptied before it is taken: the plan is made again, nobody is refused."""
    product = a_product()
    first, second = (a_shelf(product, on_hand=2, location=a_location()) for _ in range(2))
    order = a_placed_order((product, 2))
    plan = allocation.plan

    def plan_then_be_too_late(**asked):
        shares = plan(**asked)
        if not asked.get("is_locked"):
            Balance.objects.filter(pk=first.pk).update(reserved=2)
        return shares

    monkeypatch.setattr(allocation, "plan", plan_then_be_too_late)
    [reservation] = reservations.reserve(lines=lines_of(order), at=AT, expires_at=None)

    assert reservation.balance == second
    assert (on_shelf(first), on_shelf(second)) == ((2, 2), (2, 2))


def test_what_was_taken_before_a_miss_goes_back(monkeypatch):
    product, other, location = a_product(), a_product(), a_location()
    shelf, gone = a_shelf(product, on_hand=2, location=location), a_shelf(other, on_hand=2, location=location)
    order = a_placed_order((product, 1), (other, 1))
    plan = allocation.plan

    def plan_then_be_too_late(**asked):
        shares = plan(**asked)
        Balance.objects.filter(pk=gone.pk).update(reserved=2)
        return shares

    monkeypatch.setattr(allocation, "plan", plan_then_be_too_late)
    with pytest.raises(InsufficientStock):
        reservations.reserve(lines=lines_of(order), at=AT, expires_at=None)

    assert (on_shelf(shelf)[1], held()) == (0, [])


def test_payment_keeps_goods_for_good():
    shelf = a_shelf(product := a_product(), on_hand=5)
    order = a_reserved_order((product, 2), expires_at=LATER)

    assert reservations.commit(order=order, at=AT) == 1
    assert reservations.commit(order=order, at=AT) == 0

    assert list(Reservation.objects.values_list("state", "expires_at")) == [("committed", None)]
    assert on_shelf(shelf) == (5, 2)


@pytest.mark.parametrize("expires_at", [None, LATER])
def test_a_cancelled_order_gives_everything_back_once(expires_at):
    shelf = a_shelf(product := a_product(), on_hand=5)
    order = a_reserved_order((product, 2), expires_at=expires_at)

    assert reservations.release(order=order, at=AT) == 2
    assert reservations.release(order=order, at=AT) == 0

    assert (held(), on_shelf(shelf)) == ([(2, "released")], (5, 0))


def test_an_order_can_be_held_again_after_it_was_released():
    shelf = a_shelf(product := a_product(), on_hand=5)
    order = a_reserved_order((product, 2), expires_at=LATER)
    reservations.release(order=order, at=AT)

    reservations.reserve(lines=lines_of(order), at=AT, expires_at=None)

    assert on_shelf(shelf) == (5, 2)


def test_some_units_of_a_line_go_back_from_the_lot_that_keeps_longest():
    product, location = a_product(), a_location()
    sooner, later = (a_shelf(product, on_hand=3, location=location) for _ in range(2))
    order = a_reserved_order((product, 5))

    assert reservations.release_units(line=lines_of(order)[0], quantity=3, at=AT) == 3

    assert (on_shelf(sooner), on_shelf(later)) == ((3, 2), (3, 0))
    assert sorted(held()) == [(1, "released"), (2, "committed"), (2, "released")]


@pytest.mark.parametrize("quantity", [0, -1, 3])
def test_a_line_cannot_give_back_what_it_does_not_hold(quantity):
    order = a_reserved_order((a_product(on_hand=5), 2))

    with pytest.raises(ReservationMismatch) as refusal:
        reservations.release_units(line=lines_of(order)[0], quantity=quantity, at=AT)

    assert (refusal.value.wanted, refusal.value.held) == (quantity, 2)


def test_a_dispatched_parcel_takes_its_goods_off_the_shelf_once():
    shelf = a_shelf(product := a_product(), on_hand=5)
    parcel = a_reserved_order((product, 2)).parcels.get()

    first = reservations.spend(parcel=parcel, at=AT, actor=None)
    again = reservations.spend(parcel=parcel, at=AT, actor=None)

    assert (held(), on_shelf(shelf)) == ([(2, "spent")], (3, 0))
    assert again == first
    assert list(Movement.objects.filter(kind="sale").values_list("quantity", "source_key")) == [
        (-2, f"sale:reservation:{Reservation.objects.get().pk}")
    ]


def test_an_unpaid_order_is_not_sent():
    parcel = a_reserved_order((a_product(on_hand=5), 2), expires_at=LATER).parcels.get()

    with pytest.raises(ReservationMismatch) as refusal:
        reservations.spend(parcel=parcel, at=AT, actor=None)

    assert (refusal.value.wanted, refusal.value.held) == (2, 0)


def test_promised_goods_that_broke_are_not_sent():
    shelf = a_shelf(product := a_product(), on_hand=2)
    parcel = a_reserved_order((product, 2)).parcels.get()
    ledger.write_off(
        lot=shelf.lot,
        location=shelf.location,
        quantity=1,
        kind="damage",
        reason="Jar broke",
        source_key="paper 2",
        at=AT,
    )

    with pytest.raises(InsufficientStock) as refusal:
        reservations.spend(parcel=parcel, at=AT, actor=None)

    assert (refusal.value.wanted, refusal.value.available) == (2, 1)
    assert on_shelf(shelf) == (1, 2)


def test_each_parcel_takes_from_its_own_location():
    product = a_product()
    shelves = [a_shelf(product, on_hand=2, location=a_location()) for _ in range(2)]
    order = a_reserved_order((product, 4))

    dispatch(order.parcels.get(location=shelves[1].location))

    assert [on_shelf(shelf) for shelf in shelves] == [(2, 2), (0, 0)]


def test_cancelling_the_rest_leaves_what_was_sent():
    product = a_product()
    shelves = [a_shelf(product, on_hand=2, location=a_location()) for _ in range(2)]
    order = a_reserved_order((product, 4))
    dispatch(order.parcels.get(location=shelves[0].location))

    assert reservations.release(order=order, at=AT) == 2

    assert sorted(held()) == [(2, "released"), (2, "spent")]
    assert [on_shelf(shelf) for shelf in shelves] == [(0, 0), (2, 0)]


def statements(*, lines: int) -> int:
    """Asked of the database to hold an order of so many lines."""
    location = a_location()
    products = [a_product(on_hand=9, location=location) for _ in range(lines)]
    order = a_placed_order(*((product, 1) for product in products))
    with CaptureQueriesContext(connection) as asked:
        reservations.reserve(lines=lines_of(order), at=AT, expires_at=None)
    return len(asked)


def test_holding_costs_one_conditional_update_for_each_balance_and_nothing_else_by_line():
    assert statements(lines=7) - statements(lines=1) == 6
