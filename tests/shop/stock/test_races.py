"""Two at once, on PostgreSQL, each in a connection of its own; every guard has its negative control."""

from itertools import count
from threading import Event

import pytest
from django.db import OperationalError, connection, transaction
from django.db.models import F
from oscar.core.loading import get_model

from shop.retrying import is_passing, retried, waited_too_long
from shop.stock import allocation, ledger, locks, reservations
from shop.stock.audit import audit
from shop.stock.exceptions import InsufficientStock, SourceKeyReused
from shop.stock.models import Balance
from tests.factories import a_location, a_product, a_shelf
from tests.races import PATIENCE_SECONDS, Meeting, at_once, somebody_waits_for_a_lock, wait_until
from tests.shop.stock.orders import AT, a_placed_order, lines_of, plan_parcels
from tests.shop.stock.test_projection import shown

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def receive(shelf, *, source_key, quantity=1):
    return ledger.receive(lot=shelf.lot, location=shelf.location, quantity=quantity, source_key=source_key, at=AT)


def buy(*products, quantity=1):
    """A deed that reserves for a new order, as checkout does."""
    order = a_placed_order(*((product, quantity) for product in products))

    @retried
    @transaction.atomic
    def deed():
        reservations.reserve(lines=lines_of(order), at=AT, expires_at=None)
        plan_parcels(order)
        return "sold"

    return deed


@pytest.fixture
def slow_balances(transactional_db):
    """Every change of a balance takes 50 ms, so that whoever can meet does meet."""
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE FUNCTION take_time() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN PERFORM pg_sleep(0.05); RETURN NULL; END $$"
        )
        cursor.execute(
            "CREATE TRIGGER take_time AFTER UPDATE ON stock_balance FOR EACH ROW EXECUTE FUNCTION take_time()"
        )
    yield
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER take_time ON stock_balance")
        cursor.execute("DROP FUNCTION take_time()")


def receive_on_two_shelves_at_once(product):
    """The second starts to refresh the product before the first commits."""
    first, second = (a_shelf(product, on_hand=5, location=a_location()) for _ in range(2))

    @transaction.atomic
    def ahead():
        receive(first, source_key="ahead")
        wait_until(somebody_waits_for_a_lock)

    def behind():
        wait_until(lambda: has_locks_on("partner_stockrecord"))
        receive(second, source_key="behind")

    assert [fault for fault in at_once(ahead, behind) if isinstance(fault, Exception)] == []


def has_locks_on(table: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_locks WHERE relation = %s::regclass AND mode = 'RowExclusiveLock'", [table])
        return cursor.fetchone() is not None


def test_changes_to_two_balances_of_a_product_both_reach_the_web():
    product = a_product()

    receive_on_two_shelves_at_once(product)

    assert shown(product) == 12
    assert audit() == []


def test_without_locking_the_stock_record_first_one_of_them_is_lost(monkeypatch):
    product = a_product()
    records = get_model("partner", "StockRecord").objects
    monkeypatch.setattr(locks, "stock_records", lambda pks: list(records.filter(product__in=pks)))

    receive_on_two_shelves_at_once(product)

    assert shown(product) == 11
    assert {fault.invariant for fault in audit()} == {"projection"}


def test_as_many_buyers_are_served_as_there_are_units(slow_balances):
    shelf = a_shelf(product := a_product(), on_hand=3)

    answers = at_once(*(buy(product) for _ in range(8)))

    assert sorted(str(type(answer).__name__) for answer in answers) == ["InsufficientStock"] * 5 + ["str"] * 3
    shelf.refresh_from_db()
    assert (shelf.reserved, audit()) == (3, [])


def plan_together(monkeypatch, *, buyers: int):
    """Nobody takes what was planned before all have planned."""
    all_have_planned, plan = Meeting(buyers), allocation.plan

    def planned(**asked):
        shares = plan(**asked)
        if not asked.get("is_locked"):
            all_have_planned.come()
        return shares

    monkeypatch.setattr(allocation, "plan", planned)


def test_without_the_condition_more_are_served(monkeypatch):
    plan_together(monkeypatch, buyers=8)
    shelf = a_shelf(product := a_product(), on_hand=3)

    def add_without_condition(held):
        for reservation in held:
            Balance.objects.filter(pk=reservation.balance_id).update(reserved=F("reserved") + reservation.quantity)

    monkeypatch.setattr(reservations, "_add_reserved", add_without_condition)
    answers = at_once(*(buy(product) for _ in range(8)))

    assert answers.count("sold") > 3
    shelf.refresh_from_db()
    assert shelf.reserved > shelf.on_hand


def test_nobody_is_refused_while_another_shelf_has_units(slow_balances):
    product = a_product()
    for _ in range(4):
        a_shelf(product, on_hand=1, location=a_location())

    answers = at_once(*(buy(product) for _ in range(4)))

    assert (answers, audit()) == (["sold"] * 4, [])


def test_without_a_second_plan_some_are_refused(monkeypatch):
    plan_together(monkeypatch, buyers=4)
    product = a_product()
    for _ in range(4):
        a_shelf(product, on_hand=1, location=a_location())
    plan = allocation.plan

    def plan_once(**asked):
        if asked.get("is_locked"):
            raise InsufficientStock(product=product, wanted=1, available=0)
        return plan(**asked)

    monkeypatch.setattr(allocation, "plan", plan_once)
    answers = at_once(*(buy(product) for _ in range(4)))

    assert [type(answer) for answer in answers if answer != "sold"] != []


def buy_two_products_in_opposite_orders(buyers: int):
    location = a_location()
    one, other = (a_product(on_hand=20, location=location) for _ in range(2))
    return at_once(*(buy(*pair) for pair in [(one, other), (other, one)] * (buyers // 2)))


def test_baskets_in_opposite_orders_do_not_deadlock(slow_balances, monkeypatch):
    seen = []
    monkeypatch.setattr("shop.retrying.is_passing", lambda fault: seen.append(fault) or is_passing(fault))

    assert buy_two_products_in_opposite_orders(8) == ["sold"] * 8
    assert (seen, audit()) == ([], [])


def take_balances_in_turn_forwards_and_backwards(monkeypatch):
    """Nobody takes the second before somebody else has taken that one first."""
    turn, both_have_one = count(), Meeting(2)

    def in_turn(units):
        first, *others = sorted(units, reverse=bool(next(turn) % 2))
        yield first
        both_have_one.come()
        yield from others

    monkeypatch.setattr(reservations, "sorted", in_turn, raising=False)


def test_without_one_order_of_locks_they_do(monkeypatch):
    take_balances_in_turn_forwards_and_backwards(monkeypatch)
    monkeypatch.setattr("shop.retrying.RETRIES", 0)

    answers = buy_two_products_in_opposite_orders(2)

    assert any("deadlock" in str(answer) for answer in answers)
    assert audit() == []


def test_a_deadlock_does_not_reach_the_buyer(monkeypatch):
    """Were the order ever wrong again: whoever loses tries again."""
    take_balances_in_turn_forwards_and_backwards(monkeypatch)

    assert buy_two_products_in_opposite_orders(2) == ["sold"] * 2
    assert audit() == []


def test_who_waits_too_long_for_a_lock_is_told_so_by_name():
    shelf = a_shelf(product := a_product(), on_hand=20)
    deed = buy(product)

    is_taken, is_told = Event(), Event()

    @transaction.atomic
    def sit_on_it():
        locks.balances([shelf.pk])
        is_taken.set()
        is_told.wait(PATIENCE_SECONDS)

    def come_second():
        is_taken.wait(PATIENCE_SECONDS)
        with connection.cursor() as cursor:
            cursor.execute("RESET lock_timeout")
        try:
            return deed()
        finally:
            is_told.set()

    _, fault = at_once(sit_on_it, come_second)

    assert (type(fault), waited_too_long(fault), is_passing(fault)) == (OperationalError, True, False)
    assert audit() == []


def test_one_key_from_two_hands_is_received_once():
    shelf = a_shelf(a_product(), on_hand=1)

    answers = at_once(*[lambda: receive(shelf, source_key="paper 1", quantity=5)] * 4)

    assert len(set(answers)) == 1
    shelf.refresh_from_db()
    assert (shelf.on_hand, audit()) == (6, [])


def test_one_key_for_two_shelves_is_refused_to_the_slower():
    shelves = [a_shelf(a_product(), on_hand=1, location=a_location()) for _ in range(2)]

    answers = at_once(*(lambda shelf=shelf: receive(shelf, source_key="paper 1") for shelf in shelves))

    assert sorted(type(answer).__name__ for answer in answers) == ["Movement", "SourceKeyReused"]
    assert next(answer for answer in answers if isinstance(answer, SourceKeyReused)).source_key == "paper 1"
    assert audit() == []


def test_a_count_sees_a_movement_that_is_being_written(slow_balances):
    shelf = a_shelf(a_product(), on_hand=10)

    def count_nine():
        ledger.count(
            lot=shelf.lot,
            location=shelf.location,
            counted=9,
            reason="Yearly count",
            source_key="count 1",
            at=AT.replace(year=AT.year + 1),
        )

    faults = at_once(count_nine, *(lambda n=n: receive(shelf, source_key=f"late {n}") for n in range(4)))

    assert [fault for fault in faults if isinstance(fault, Exception)] == []
    shelf.refresh_from_db()
    assert (shelf.on_hand, audit()) == (9, [])
