from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils.timezone import now

from shop.stock import ledger
from shop.stock.audit import audit
from shop.stock.models import Movement
from shop.stocktaking import deeds, differences
from shop.stocktaking.deeds import Explanation
from shop.stocktaking.exceptions import AlreadyEnded, NotExplained, NothingCounted
from shop.stocktaking.models import Line, Stocktake
from tests.factories import a_location, a_product, a_shelf, a_shopper

pytestmark = pytest.mark.django_db
BROKEN = Explanation(Line.Cause.BROKEN, "Rơi khỏi kệ")


@pytest.fixture
def shelf(vietnam):
    return a_shelf(a_product("Nước mắm", price=100_000), on_hand=10)


@pytest.fixture
def stocktake(shelf):
    return deeds.begin(location=shelf.location, at=now(), actor=a_shopper())


def take_off(shelf, units, *, at):
    return ledger.write_off(
        lot=shelf.lot,
        location=shelf.location,
        quantity=units,
        kind=Movement.Kind.DAMAGE,
        reason="test",
        source_key=f"test:{shelf.pk}:{units}:{at}",
        at=at,
    )


def write_down(stocktake, shelf, units, *, at=None):
    deeds.write_down(stocktake=stocktake, counted={shelf.lot: units}, at=at or now(), actor=stocktake.opened_by)
    return stocktake.lines.get()


def believe(stocktake, **explanations):
    return deeds.believe(
        stocktake=stocktake,
        explanations={int(key.removeprefix("line_")): said for key, said in explanations.items()},
        at=now(),
        actor=stocktake.opened_by,
    )


def test_beginning_twice_is_one_stocktake(stocktake):
    again = deeds.begin(location=stocktake.location, at=now(), actor=a_shopper())

    assert again == stocktake


def test_the_database_keeps_one_open_stocktake_a_location(stocktake):
    with pytest.raises(IntegrityError), transaction.atomic():
        Stocktake.objects.create(location=stocktake.location, opened_at=now(), opened_by=a_shopper())


def test_what_agrees_is_believed_without_a_word(stocktake, shelf):
    write_down(stocktake, shelf, 10)

    closed = believe(stocktake)

    assert (closed.state, closed.lines.get().expected) == (Stocktake.State.CLOSED, 10)
    assert audit() == []


def test_a_difference_without_a_cause_changes_nothing(stocktake, shelf):
    line = write_down(stocktake, shelf, 8)
    before = Movement.objects.count()

    with pytest.raises(NotExplained) as refusal:
        believe(stocktake)

    shelf.refresh_from_db()
    assert (refusal.value.lines, shelf.on_hand, Movement.objects.count()) == ([line], 10, before)


def test_an_explained_difference_puts_the_ledger_right(stocktake, shelf):
    line = write_down(stocktake, shelf, 8)

    believe(stocktake, **{f"line_{line.pk}": BROKEN})

    shelf.refresh_from_db()
    line.refresh_from_db()
    assert (shelf.on_hand, line.expected, line.cause, line.reason) == (8, 10, "broken", "Rơi khỏi kệ")
    assert Movement.objects.filter(kind="count").get().reason.endswith("Rơi khỏi kệ")
    assert audit() == []


def test_what_goes_after_the_count_is_not_a_difference(stocktake, shelf):
    write_down(stocktake, shelf, 10)
    take_off(shelf, 3, at=now() + timedelta(minutes=10))

    believe(stocktake)

    shelf.refresh_from_db()
    assert shelf.on_hand == 7


def test_what_went_before_the_count_but_arrives_after_it_is_not_taken_twice(stocktake, shelf):
    line = write_down(stocktake, shelf, 8, at=now() + timedelta(minutes=20))
    believe(stocktake, **{f"line_{line.pk}": BROKEN})

    take_off(shelf, 2, at=now() + timedelta(minutes=10))

    shelf.refresh_from_db()
    assert shelf.on_hand == 8
    assert audit() == []


def test_the_same_figure_again_keeps_its_moment(stocktake, shelf):
    first = write_down(stocktake, shelf, 8, at=now() - timedelta(minutes=10))

    again = write_down(stocktake, shelf, 8)

    assert again.counted_at == first.counted_at


def test_nothing_counted_is_not_believed(stocktake):
    with pytest.raises(NothingCounted):
        believe(stocktake)


def test_an_ended_stocktake_takes_no_more(stocktake, shelf):
    deeds.give_up(stocktake=stocktake, at=now(), actor=stocktake.opened_by)

    with pytest.raises(AlreadyEnded):
        write_down(stocktake, shelf, 8)

    shelf.refresh_from_db()
    assert shelf.on_hand == 10


def test_the_database_wants_a_cause_for_a_difference(stocktake, shelf):
    line = write_down(stocktake, shelf, 8)

    with pytest.raises(IntegrityError), transaction.atomic():
        Line.objects.filter(pk=line.pk).update(expected=10)


def test_differences_are_in_units_and_dong_the_largest_loss_first(stocktake, shelf):
    other = a_shelf(a_product("Gừng", price=10_000), on_hand=5, location=shelf.location)
    write_down(stocktake, shelf, 8)
    deeds.write_down(stocktake=stocktake, counted={other.lot: 6}, at=now(), actor=stocktake.opened_by)

    found = differences.of(stocktake)

    assert [(each.expected, each.units, each.dong) for each in found] == [(10, -2, -200_000), (5, 1, 10_000)]


def test_differences_take_as_many_queries_for_one_lot_as_for_many(stocktake, shelf, django_assert_num_queries):
    write_down(stocktake, shelf, 8)
    with django_assert_num_queries(2):
        [(each.units, each.dong) for each in differences.of(stocktake)]
    others = [a_shelf(a_product(), on_hand=5, location=shelf.location) for _ in range(5)]
    deeds.write_down(stocktake=stocktake, counted={each.lot: 4 for each in others}, at=now(), actor=stocktake.opened_by)

    with django_assert_num_queries(2):
        found = [(each.units, each.dong, each.line.lot.product.get_title()) for each in differences.of(stocktake)]

    assert len(found) == 6


def test_another_locations_goods_are_not_on_the_sheet(stocktake, shelf):
    a_shelf(a_product(), on_hand=5, location=a_location())

    assert list(differences.shelves_to_count(stocktake)) == [shelf]
