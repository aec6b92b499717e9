from datetime import timedelta

import pytest

from shop.stock import ledger
from shop.stock.exceptions import InsufficientStock, SourceKeyReused
from shop.stock.models import Balance, Count, Movement
from tests.factories import a_location, a_lot, a_product, a_shelf
from tests.shop.stock.orders import AT

pytestmark = pytest.mark.django_db


def test_goods_received_lie_on_the_shelf_and_in_the_ledger():
    lot, location = a_lot(a_product()), a_location(safety_stock=2)

    movement = ledger.receive(lot=lot, location=location, quantity=10, source_key="paper 1", at=AT)

    balance = Balance.objects.get(lot=lot, location=location)
    assert (balance.on_hand, balance.reserved, balance.safety, balance.free) == (10, 0, 2, 8)
    assert (movement.quantity, movement.kind, movement.happened_at) == (10, "receive", AT)


def test_receiving_twice_with_one_key_is_receiving_once():
    lot, location = a_lot(a_product()), a_location()

    first = ledger.receive(lot=lot, location=location, quantity=10, source_key="paper 1", at=AT)
    again = ledger.receive(lot=lot, location=location, quantity=10, source_key="paper 1", at=AT)

    assert again == first
    assert Balance.objects.get(lot=lot).on_hand == 10


@pytest.mark.parametrize("change", ["quantity", "lot", "location"])
def test_a_key_that_stands_for_something_else_is_refused(change):
    told = {"lot": a_lot(a_product()), "location": a_location(), "quantity": 10, "source_key": "paper 1", "at": AT}
    ledger.receive(**told)
    other = {"quantity": 11, "lot": a_lot(a_product()), "location": a_location()}[change]

    with pytest.raises(SourceKeyReused):
        ledger.receive(**told | {change: other})

    assert Movement.objects.count() == 1


def test_writing_off_more_than_lies_there_is_refused_with_numbers():
    shelf = a_shelf(a_product(), on_hand=3)

    with pytest.raises(InsufficientStock) as refusal:
        ledger.write_off(
            lot=shelf.lot,
            location=shelf.location,
            quantity=4,
            kind="damage",
            reason="Jar broke",
            source_key="paper 2",
            at=AT,
        )

    assert (refusal.value.wanted, refusal.value.available) == (4, 3)
    assert refusal.value.as_message() == {"product": shelf.lot.product.get_title(), "n": 3, "wanted": 4}
    assert list(Movement.objects.filter(source_key="paper 2")) == []


@pytest.mark.parametrize("kind", ["damage", "expire", "recall", "return_to_producer"])
def test_goods_written_off_leave_the_shelf(kind):
    shelf = a_shelf(a_product(), on_hand=3)

    movement = ledger.write_off(
        lot=shelf.lot, location=shelf.location, quantity=2, kind=kind, reason="Seen", source_key="paper 2", at=AT
    )

    shelf.refresh_from_db()
    assert (movement.quantity, shelf.on_hand) == (-2, 1)


def test_goods_are_not_written_off_as_sold():
    shelf = a_shelf(a_product(), on_hand=3)

    with pytest.raises(ValueError, match="not written off as sale"):
        ledger.write_off(
            lot=shelf.lot, location=shelf.location, quantity=1, kind="sale", reason="", source_key="paper 2", at=AT
        )


@pytest.mark.parametrize("quantity", [0, -1, 1.5, True + 0.0, "2"])
def test_only_whole_units_from_one_are_received(quantity):
    with pytest.raises(ValueError, match="whole number"):
        ledger.receive(lot=a_lot(a_product()), location=a_location(), quantity=quantity, source_key="paper", at=AT)


def test_goods_sent_back_lie_on_the_shelf_again():
    shelf = a_shelf(a_product(), on_hand=3)

    movement = ledger.take_back(lot=shelf.lot, location=shelf.location, quantity=2, source_key="return 1", at=AT)

    shelf.refresh_from_db()
    assert (movement.kind, shelf.on_hand) == ("return", 5)


def a_stocked_shelf(*, on_hand):
    shelf = a_shelf(a_product(), on_hand=0)
    ledger.receive(
        lot=shelf.lot, location=shelf.location, quantity=on_hand, source_key="paper 1", at=AT - timedelta(days=1)
    )
    return shelf


def count_it(shelf, counted, *, at=AT, key="count 1"):
    return ledger.count(
        lot=shelf.lot, location=shelf.location, counted=counted, reason="Yearly count", source_key=key, at=at
    )


def break_some(shelf, quantity, *, at):
    return ledger.write_off(
        lot=shelf.lot,
        location=shelf.location,
        quantity=quantity,
        kind="damage",
        reason="Jar broke",
        source_key=f"broken at {at}",
        at=at,
    )


def test_a_count_puts_the_ledger_right():
    shelf = a_stocked_shelf(on_hand=10)

    movement = count_it(shelf, 8)

    shelf.refresh_from_db()
    assert (movement.quantity, movement.kind, shelf.on_hand) == (-2, "count", 8)


def test_a_count_that_agrees_moves_nothing_and_is_remembered():
    shelf = a_stocked_shelf(on_hand=10)

    movement = count_it(shelf, 10)

    assert movement is None
    assert list(Count.objects.values_list("counted", "expected")) == [(10, 10)]


def test_what_left_after_the_count_is_not_counted_against_it():
    shelf = a_stocked_shelf(on_hand=10)
    break_some(shelf, 3, at=AT + timedelta(hours=1))

    movement = count_it(shelf, 9)

    shelf.refresh_from_db()
    assert (movement.quantity, shelf.on_hand) == (-1, 6)


def test_what_left_before_the_count_and_is_told_late_does_not_adjust_twice():
    shelf = a_stocked_shelf(on_hand=10)
    count_it(shelf, 8)

    break_some(shelf, 2, at=AT - timedelta(hours=1))

    shelf.refresh_from_db()
    assert shelf.on_hand == 8
    assert sorted(Movement.objects.filter(lot=shelf.lot).values_list("kind", "quantity")) == [
        ("count", -2),
        ("count", 2),
        ("damage", -2),
        ("receive", 10),
    ]


def test_counts_told_in_the_wrong_order_end_with_the_later_one():
    shelf = a_stocked_shelf(on_hand=10)
    count_it(shelf, 7, at=AT + timedelta(hours=2), key="noon")

    count_it(shelf, 9, at=AT, key="morning")

    shelf.refresh_from_db()
    assert shelf.on_hand == 7


def test_a_count_heard_twice_is_written_once():
    shelf = a_stocked_shelf(on_hand=10)

    first = count_it(shelf, 8)
    again = count_it(shelf, 8)

    shelf.refresh_from_db()
    assert (again, shelf.on_hand) == (first, 8)


def test_a_count_heard_twice_with_other_numbers_is_refused():
    shelf = a_stocked_shelf(on_hand=10)
    count_it(shelf, 10)

    with pytest.raises(SourceKeyReused):
        count_it(shelf, 8)
