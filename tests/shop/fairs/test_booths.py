"""A booth's way, step by step; out of turn it is refused by name."""

from datetime import date, time, timedelta

import pytest
from django.utils.timezone import now

from shop.fairs import ending, inviting, selling, sheets
from shop.fairs.exceptions import (
    BoothsUnsettled,
    CashDiffers,
    DoesNotAddUp,
    FairIsClosed,
    NotAllCounted,
    NotExplained,
    NothingHere,
    NumberIsTaken,
    OutOfTurn,
    StillOnTheWay,
    StillPromised,
)
from shop.fairs.models import Booth
from shop.settlement.models import Terms
from shop.stock.audit import audit
from shop.stock.exceptions import InsufficientStock
from tests.factories import a_location, a_lot, a_member_of_staff, a_product, a_shelf, an_order
from tests.factories.fairs import a_booth, a_fair, a_stocked_booth, an_open_booth, bring, count_all, sell

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _stage(site, vietnam):
    Terms.objects.create(permille=100, valid_from=now().date() - timedelta(days=90))


@pytest.fixture
def shelf():
    product = a_product()
    return a_shelf(product, on_hand=20, lot=a_lot(product, code="L1"))


@pytest.fixture
def actor():
    return a_member_of_staff()


def settle(booth, actor, *, cash=None, note="", spoiled=None):
    store = a_location()
    booth = ending.empty(
        booth=booth, destination=store, spoiled=spoiled or {}, source_key=f"empty {booth.pk}", at=now(), actor=actor
    )
    counted = cash if cash is not None else ending.cash.expected(booth.location)
    return ending.settle(booth=booth, cash_counted=counted, cash_note=note, at=now(), actor=actor)


def test_from_the_invitation_to_the_last_dong(shelf, actor):
    producer = shelf.lot.product.producer
    booth = an_open_booth((shelf, 10), producer=producer, fee=50_000)
    sell(booth, shelf.lot, 4)
    booth = count_all(booth, L1=5)
    variance = booth.variances.get()
    ending.explain(booth=booth, reasons={variance: "Một chai vỡ"}, actor=actor)
    booth = settle(booth, actor, spoiled={shelf.lot: ending.Spoiled(2, "damage", "Vỡ")})
    statement = ending.close(fair=booth.fair, at=now(), actor=actor)[0]

    sheet = sheets.goods([booth])[0]
    assert (sheet.came, sheet.sold, sheet.found, sheet.spoiled, sheet.sent_on, sheet.here) == (10, 4, -1, 2, 3, 0)
    assert sheet.is_right
    earned = sheets.money([booth])[0]
    assert (earned.gross, earned.operator_share, earned.producer_share) == (480_000, 48_000, 432_000)
    assert (statement.owed, earned.owed, statement.fair) == (382_000, 382_000, booth.fair)
    assert list(booth.steps.values_list("state", flat=True)) == list(Booth.WAY)
    assert audit() == []


def test_steps_out_of_turn_are_refused(shelf, actor):
    booth = a_booth()
    told = {"booth": booth, "at": now(), "actor": actor}

    for deed in (
        lambda: selling.open_booth(**told, sells_online=False),
        lambda: ending.count(**told, counted={}),
        lambda: ending.settle(**told, cash_counted=0, cash_note=""),
        lambda: inviting.assign(**told, number="B2", manager=None),
    ):
        with pytest.raises(OutOfTurn):
            deed()


def test_a_number_stands_once_in_a_fair(actor):
    fair = a_fair()
    a_booth(fair, number="A1")

    with pytest.raises(NumberIsTaken):
        a_booth(fair, number="A1")


def test_a_booth_is_stocked_when_all_that_was_sent_is_counted_in(shelf, actor):
    booth = a_booth()
    told = {"booth": booth, "at": now(), "actor": actor}
    with pytest.raises(NothingHere):
        selling.stocked(**told)
    selling.send(**told, origin=shelf.location, quantities={shelf.lot: 3}, source_key="van")

    with pytest.raises(StillOnTheWay):
        selling.stocked(**told)


def test_a_lot_left_out_of_the_count_is_missed(shelf):
    booth = an_open_booth((shelf, 3))

    with pytest.raises(NotAllCounted):
        ending.count(booth=booth, counted={}, at=now(), actor=None)


def test_a_difference_is_explained_before_the_rest_goes_back(shelf, actor):
    booth = count_all(an_open_booth((shelf, 3)), L1=2)

    with pytest.raises(NotExplained):
        settle(booth, actor)


def test_cash_that_differs_says_why(shelf, actor):
    booth = an_open_booth((shelf, 3))
    sell(booth, shelf.lot, 3)
    booth = count_all(booth)
    store = a_location()
    booth = ending.empty(booth=booth, destination=store, spoiled={}, source_key="e", at=now(), actor=actor)
    with pytest.raises(CashDiffers) as refusal:
        ending.settle(booth=booth, cash_counted=359_000, cash_note="", at=now(), actor=actor)
    ending.settle(booth=booth, cash_counted=359_000, cash_note="Thối nhầm", at=now(), actor=actor)

    assert (refusal.value.expected, refusal.value.counted) == (360_000, 359_000)


def test_goods_are_leased_to_the_booth_and_the_web_does_not_sell_them(shelf):
    product = shelf.lot.product
    an_open_booth((shelf, 20))

    with pytest.raises(InsufficientStock):
        an_order((product, 1))


def test_a_booth_that_opts_in_sells_on_the_web_and_its_promises_are_kept_first(shelf, actor):
    booth = an_open_booth((shelf, 20), sells_online=True)
    order = an_order((shelf.lot.product, 2))
    booth = count_all(booth)

    assert order.parcels.get().location == booth.location
    with pytest.raises(StillPromised):
        settle(booth, actor)


def test_a_booth_that_waits_or_is_over_sells_nothing_on_the_web(shelf):
    booth = a_stocked_booth((shelf, 20))
    booth.location.sells_online = True
    booth.location.save()
    with pytest.raises(InsufficientStock):
        an_order((shelf.lot.product, 1))
    booth = selling.open_booth(booth=booth, sells_online=True, at=now(), actor=a_member_of_staff())
    count_all(booth)

    with pytest.raises(InsufficientStock):
        an_order((shelf.lot.product, 1))


def test_a_sale_heard_of_after_the_count_does_not_count_twice_and_shows(shelf, actor):
    booth = an_open_booth((shelf, 5))
    before_the_count = now()
    booth = count_all(booth, L1=4)
    ending.explain(booth=booth, reasons={booth.variances.get(): "Máy bán hàng chưa gửi"}, actor=actor)
    sell(booth, shelf.lot, 1, at=before_the_count)
    booth = settle(booth, actor)

    sheet = sheets.goods([booth])[0]
    assert (sheet.came, sheet.sold, sheet.found, sheet.sent_on, sheet.here) == (5, 1, 0, 4, 0)
    assert [(row.quantity, row.kind) for row in sheets.corrections(booth)] == [(-1, "sale")]
    assert audit() == []


def test_a_sale_heard_of_after_the_fair_is_closed_stands_in_the_next_statement(shelf, actor):
    booth = an_open_booth((shelf, 5))
    before_the_count = now()
    booth = settle(count_all(booth), actor)
    ending.close(fair=booth.fair, at=now(), actor=actor)
    sell(booth, shelf.lot, 1, at=before_the_count)
    booth.refresh_from_db()

    assert sheets.late_money(booth) == 120_000
    assert len(sheets.corrections(booth)) == 1
    assert booth.location.accruals.open().count() == 1
    assert audit() == []


def test_goods_sold_after_the_count_keep_the_booth_from_being_settled(shelf, actor):
    booth = count_all(an_open_booth((shelf, 2)))
    booth = ending.empty(booth=booth, destination=a_location(), spoiled={}, source_key="e", at=now(), actor=actor)
    sell(booth, shelf.lot, 1)

    with pytest.raises(DoesNotAddUp):
        ending.settle(booth=booth, cash_counted=120_000, cash_note="", at=now(), actor=actor)


def test_a_fair_is_closed_when_every_booth_is_settled_and_then_nothing_moves(shelf, actor):
    booth = an_open_booth((shelf, 2))
    with pytest.raises(BoothsUnsettled):
        ending.close(fair=booth.fair, at=now(), actor=actor)
    booth = settle(count_all(booth), actor)
    ending.close(fair=booth.fair, at=now(), actor=actor)

    with pytest.raises(FairIsClosed):
        inviting.invite(fair=booth.fair, producer=None, at=now(), actor=actor)


def test_more_goods_come_while_it_sells_and_must_be_counted_in_before_the_count(shelf, actor):
    booth = an_open_booth((shelf, 2))
    bring(booth, (shelf, 3), actor=actor)
    told = {"booth": booth, "at": now(), "actor": actor}
    selling.send(**told, origin=shelf.location, quantities={shelf.lot: 1}, source_key="late van")

    assert shelf.lot.balances.get(location=booth.location).on_hand == 5
    with pytest.raises(StillOnTheWay):
        count_all(booth)


def test_a_booth_is_withdrawn_while_nothing_lies_there(shelf, actor):
    booth = a_booth()
    selling.send(booth=booth, origin=shelf.location, quantities={shelf.lot: 1}, source_key="v", at=now(), actor=actor)
    with pytest.raises(StillPromised):
        inviting.withdraw(booth=booth, reason="Bận", at=now(), actor=actor)
    other = inviting.withdraw(booth=a_booth(number="A2"), reason="Bận", at=now(), actor=actor)

    assert other.state == Booth.State.WITHDRAWN


def test_an_open_booth_tells_the_hours_of_the_fair_on_its_weekdays(shelf):
    fair = a_fair(starts_on=date(2027, 1, 22), ends_on=date(2027, 1, 24), opens=time(8), closes=time(21, 30))

    booth = an_open_booth((shelf, 1), fair=fair)

    hours = booth.location.opening_hours.values_list("weekday", "opens", "closes")
    assert list(hours) == [(day, time(8), time(21, 30)) for day in (4, 5, 6)]
