"""Whatever is sent, sold, given back, spoiled and counted: a settled booth's goods and dong add up exactly."""

from collections import Counter

import pytest
from django.db import transaction
from django.utils.timezone import localdate, now
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shop.fairs import ending, sheets
from shop.settlement.models import Accrual, Terms
from shop.stock import ledger
from shop.stock.audit import audit
from shop.stock.models import Count
from tests.factories import a_location, a_member_of_staff, a_product, a_shelf
from tests.factories.fairs import an_open_booth, bring, give_back, sell
from tests.thoroughness import examples

pytestmark = pytest.mark.django_db

DEEDS = st.lists(
    st.tuples(
        st.sampled_from(["send", "sell", "give back", "spoil", "sell late"]), st.integers(0, 1), st.integers(1, 5)
    ),
    max_size=12,
)
FEW = settings(
    max_examples=examples(12),
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
    report_multiple_bugs=False,
)


@pytest.fixture
def stage(site, vietnam):
    Terms.objects.create(permille=83, valid_from=localdate().replace(month=1, day=1))
    return [a_shelf(a_product(price=price), on_hand=500) for price in (33_333, 120_001)], a_member_of_staff()


def play(stage, deeds, missed):
    """A fair's life with these deeds; `missed`: units that the count does not find. The settled booth."""
    shelves, actor = stage
    booth = an_open_booth(*[(shelf, 20) for shelf in shelves], producer=shelves[0].lot.product.producer, fee=10_001)
    here, sold, late = Counter({0: 20, 1: 20}), [], []
    for n, (deed, which, units) in enumerate(deeds):
        lot, price = shelves[which].lot, (33_333, 120_001)[which]
        if deed == "send":
            bring(booth, (shelves[which], units), actor=actor)
            here[which] += units
        elif deed == "give back" and sold:
            sale = sold.pop()
            give_back(sale, 1)
            here[0 if sale.lot == shelves[0].lot else 1] += 1
        elif units <= here[which]:
            here[which] -= units
            if deed == "sell":
                sold.append(sell(booth, lot, units, price=price))
            elif deed == "sell late":
                late.append((lot, units, price, now()))
            elif deed == "spoil":
                ledger.write_off(
                    lot=lot, location=booth.place, quantity=units, kind="damage", reason="Vỡ",
                    source_key=f"spoil {n}", at=now(), actor=actor,
                )  # fmt: skip
            else:
                here[which] += units
    counted = {shelf.lot: max(0, here[n] - missed) for n, shelf in enumerate(shelves)}
    booth = ending.count(booth=booth, counted=counted, at=now(), actor=actor)
    for lot, units, price, at in late:
        sell(booth, lot, units, price=price, at=at)
    ending.explain(booth=booth, reasons=dict.fromkeys(booth.variances.all(), "Không rõ"), actor=actor)
    booth = ending.empty(booth=booth, destination=a_location(), spoiled={}, source_key="empty", at=now(), actor=actor)
    cash = ending.cash.expected(booth.place)
    return ending.settle(booth=booth, cash_counted=cash, cash_note="", at=now(), actor=actor), actor


@FEW
@given(deeds=DEEDS, missed=st.integers(0, 2))
def test_goods_and_dong_add_up_whatever_happens(stage, deeds, missed):
    with transaction.atomic():
        booth, actor = play(stage, deeds, missed)
        goods, money = sheets.goods([booth]), sheets.money([booth])
        statements = ending.close(fair=booth.fair, at=now(), actor=actor)
        faults = audit()
        totals = Accrual.objects.totals()
        went_back = what_was_counted_went_back(booth)
        transaction.set_rollback(True)

    assert all(sheet.is_right and sheet.here == 0 for sheet in goods)
    assert sum(row.gross for row in money) == totals["gross"] == sum(s.gross for s in statements)
    assert sum(row.owed for row in money) == sum(s.owed for s in statements)
    assert totals["operator_share"] + totals["producer_share"] == totals["gross"]
    assert went_back
    assert faults == []


def what_was_counted_went_back(booth) -> bool:
    counted = {count.lot: count.counted for count in Count.objects.filter(location=booth.place)}
    return {sheet.lot: sheet.sent_on for sheet in sheets.goods([booth])} == counted


def test_a_late_sale_that_is_taken_off_twice_is_found(stage, monkeypatch):
    """The negative control: the count saw that it was gone, and with the guard removed the ledger lets it go again."""
    monkeypatch.setattr(ledger, "_first_to_see", lambda counts, entry: None)
    booth, _actor = play(stage, [("sell late", 0, 2)], 0)

    assert not what_was_counted_went_back(booth)
