"""What a counter saw is written whatever the ledger knew, and in whatever order it is told the shelf ends the same."""

from datetime import timedelta
from itertools import permutations

import pytest
from django.db import IntegrityError, transaction

from shop.stock import ledger, transfers
from shop.stock.audit import audit
from shop.stock.exceptions import InsufficientStock
from shop.stock.models import Balance, Count
from tests.factories import a_location, a_lot, a_member_of_staff, a_product, a_shelf
from tests.shop.stock.orders import AT
from tests.thoroughness import some

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelf():
    return a_shelf(a_product(), on_hand=3)


def sell(shelf, quantity, *, key="sale 1", at=AT):
    return ledger.post([
        ledger.Entry(shelf.lot, shelf.location, -quantity, "sale", key, at, has_happened=True)
    ])  # fmt: skip


def now_on(shelf) -> tuple[int, int]:
    shelf.refresh_from_db()
    return shelf.on_hand, shelf.short


def test_a_sale_beyond_the_shelf_is_written_whole_and_the_rest_is_short(shelf):
    sell(shelf, 5)

    assert (now_on(shelf), audit()) == ((0, 2), [])


def test_what_comes_next_fills_what_is_short_first(shelf):
    sell(shelf, 5)

    ledger.receive(lot=shelf.lot, location=shelf.location, quantity=3, source_key="paper", at=AT)

    assert (now_on(shelf), audit()) == ((1, 0), [])


def test_a_van_that_left_a_counter_and_goods_that_broke_there_go_short_too(shelf):
    told = {"at": AT, "actor": a_member_of_staff(), "has_happened": True}
    transfers.dispatch(
        origin=shelf.location, destination=a_location(), quantities={shelf.lot: 4}, source_key="van", **told
    )

    ledger.write_off(
        lot=shelf.lot, location=shelf.location, quantity=1, kind="damage", reason="Jar broke", source_key="jar", **told
    )

    assert (now_on(shelf), audit()) == ((0, 2), [])


def test_nobody_else_may_take_from_a_shelf_that_is_short(shelf):
    sell(shelf, 5)

    with pytest.raises(InsufficientStock) as refusal, transaction.atomic():
        ledger.write_off(
            lot=shelf.lot, location=shelf.location, quantity=1, kind="damage", reason="x", source_key="jar", at=AT
        )

    assert (refusal.value.available, now_on(shelf)) == (0, (0, 2))


def test_the_database_refuses_units_that_are_there_and_short_at_once(shelf):
    with pytest.raises(IntegrityError, match="nothing_is_short_while_some_is_there"), transaction.atomic():
        Balance.objects.filter(pk=shelf.pk).update(short=1)


def test_a_count_ends_what_was_short(shelf):
    sell(shelf, 5)

    ledger.count(
        lot=shelf.lot,
        location=shelf.location,
        counted=4,
        reason="Evening",
        source_key="count",
        at=AT + timedelta(days=9),
        has_happened=True,
    )

    assert (now_on(shelf), audit()) == ((4, 0), [])


def hours(n: int):
    return AT + timedelta(days=1, hours=n)


def receive(quantity, n):
    def deed(lot, location):
        ledger.receive(lot=lot, location=location, quantity=quantity, source_key=f"paper {n}", at=hours(n))

    return deed


def sale(quantity, n):
    def deed(lot, location):
        ledger.post([ledger.Entry(lot, location, -quantity, "sale", f"sale {n}", hours(n), has_happened=True)])

    return deed


def counting(counted, n, key):
    def deed(lot, location):
        told = {"reason": "Seen", "source_key": key, "at": hours(n), "has_happened": True}
        ledger.count(lot=lot, location=location, counted=counted, **told)

    return deed


DEEDS = {
    "goods, sales": [receive(2, 1), sale(5, 2), receive(1, 3), sale(1, 4)],
    "two counts at one moment": [sale(5, 1), counting(7, 2, "count a"), counting(3, 2, "count b"), sale(2, 3)],
    "counts between sales": [receive(9, 0), sale(4, 1), counting(2, 2, "noon"), sale(5, 3), counting(1, 4, "evening")],
    "a sale at the moment of a count": [counting(4, 2, "noon"), sale(3, 2), sale(9, 5)],
}


def ends(deeds) -> set[tuple[int, int]]:
    """What the shelf says after the deeds, told in each order there is; of five deeds in every fifth of them."""
    ended = set()
    for order in some(permutations(deeds), every=5 if len(deeds) > 4 else 1):
        lot, location = a_lot(a_product()), a_location()
        with transaction.atomic():
            for deed in order:
                deed(lot, location)
            ended.add(Balance.objects.values_list("on_hand", "short").get(lot=lot, location=location))
            assert audit() == []
            transaction.set_rollback(True)
    return ended


@pytest.mark.parametrize(
    ("deeds", "end"),
    list(zip(DEEDS.values(), [(0, 3), (1, 0), (1, 0), (0, 5)], strict=True)),
    ids=DEEDS,
)
def test_a_shelf_ends_the_same_in_whatever_order_it_is_told(deeds, end):
    assert ends(deeds) == {end}


def test_believing_the_count_that_came_first_it_would_not(monkeypatch):
    """The negative control: of two counts at one moment, the one that was told first is believed."""
    monkeypatch.setattr(
        Count,
        "has_seen",
        lambda count, shelf, at, key="": (
            (count.location_id, count.lot_id) == shelf and count.source_key != key and count.counted_at >= at
        ),
    )

    assert len(ends(DEEDS["two counts at one moment"])) > 1


def test_a_count_of_a_shelf_where_more_was_sold_since_is_refused_to_the_desk_and_written_for_a_counter(shelf):
    sell(shelf, 2, at=hours(2))
    told = {"lot": shelf.lot, "location": shelf.location, "counted": 0, "reason": "Seen", "at": hours(1)}

    with pytest.raises(InsufficientStock), transaction.atomic():
        ledger.count(**told, source_key="desk")
    ledger.count(**told, source_key="counter", has_happened=True)

    assert (now_on(shelf), list(Count.objects.values_list("source_key", flat=True))) == ((0, 2), ["counter"])
