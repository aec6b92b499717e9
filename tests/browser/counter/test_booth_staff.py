"""A booth's day on two phones: goods come, are sold without a network, a phone dies, answers are lost, all adds up."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate, now
from playwright.sync_api import expect

from shop.fairs import ending, selling, sheets
from shop.locations.models import Assignment
from shop.pos.devices.enrolling import invite
from shop.pos.devices.pins import set_pin
from shop.pos.models import Event, Sale, Tender
from shop.settlement.models import Terms
from shop.stock import transfers
from tests.browser.counter.phone import Phone
from tests.browser.counter.seller import PIN, Seller
from tests.factories import a_lot, a_member_of_staff, a_producer, a_product, a_shelf
from tests.factories.fairs import a_booth
from tests.services.bad_network import BadNetwork, Fault

pytestmark = pytest.mark.browser

FISH, OIL = "Nước mắm Cửa Khe", "Dầu phụng nguyên chất"
BAD_DAY = list(Fault)


@pytest.fixture
def network(live_server):
    with BadNetwork(to=live_server.url, hits="/api/v1/pos/") as network:
        yield network


@pytest.fixture
def phone(chrome, network, width, tmp_path):
    phone = Phone(chrome.browser_type, tmp_path / "profile", base_url=network.url, viewport=width, locale="vi-VN")
    yield phone
    phone.context.close()
    assert phone.faults == []


@pytest.fixture
def booth(market):
    """Sixty bottles were leased to it and are on their way; Lài and Tư sell there; the operator keeps 8 per cent."""
    Terms.objects.create(permille=80, valid_from=localdate() - timedelta(days=30))
    maker, boss = a_producer(), a_member_of_staff(first_name="Bốn")
    booth = a_booth(producer=maker, manager=boss)
    for name in ("Lài", "Tư"):
        set_pin(user=a_member_of_staff(location=booth.location, first_name=name), pin=PIN, at=now())
    fish, oil = (a_product(title, price=price, producer=maker) for title, price in ((FISH, 120_000), (OIL, 85_000)))
    lots = a_lot(fish, code="NM-01"), a_lot(oil, code="DP-01")
    for lot in lots:
        a_shelf(lot.product, on_hand=60, lot=lot, location=market)
    leased = dict.fromkeys(lots, 30)
    selling.send(booth=booth, origin=market, quantities=leased, source_key="leased", at=now(), actor=boss)
    return booth


def test_booth_staff_from_leased_goods_to_settlement(phone, window, network, booth, market):
    boss = booth.location.assignments.get(role=Assignment.Role.MANAGER).user
    lai = Seller(phone.start())
    lai.enrol(invite(location=booth.location, by=boss, at=now()).path, name="Quầy 1")
    lai.unlock("Lài")
    lai.take_transfer(origin=market.name, lots=["NM-01", "DP-01"])
    lai.open_shift(cash=500_000)
    lai.page.evaluate("navigator.serviceWorker.ready")
    lai.expect_sent()
    selling.stocked(booth=booth, at=now(), actor=boss)
    selling.open_booth(booth=booth, sells_online=False, at=now(), actor=boss)
    tu = Seller(window(service_workers="allow", base_url=network.url))
    tu.enrol(invite(location=booth.location, by=boss, at=now()).path, name="Quầy 2")
    tu.unlock("Tư")
    tu.open_shift(cash=200_000)
    tu.expect_sent()

    lai.page.context.set_offline(True)
    tu.page.context.set_offline(True)
    for _buyer in range(5):
        lai.tap(FISH, times=2)
        lai.tap(OIL, times=2)
        lai.pay_cash(given="500.000")
        lai.next_sale()
    lai.tap(FISH, times=2)
    expect(lai.page.locator(".foot")).to_contain_text("240.000")
    phone.kill()
    lai = Seller(phone.start(offline=True))
    lai.page.goto("/quay/")
    lai.unlock("Lài")
    lai.expect_unsent(5)
    expect(lai.page.locator(".foot")).to_contain_text("240.000")
    lai.tap(OIL, times=2)
    lai.pay_by_card(slip="0815", in_cash=10_000)
    lai.next_sale()
    for _buyer in range(4):
        lai.tap(FISH, times=2)
        lai.tap(OIL, times=2)
        lai.pay_cash()
        lai.next_sale()
    lai.refund("Q1-0003", goods=FISH, why="Nắp hở")
    lai.next_sale()
    lai.expect_unsent(11)
    for _buyer in range(2):
        tu.tap(FISH, times=3)
        tu.pay_cash()
        tu.next_sale()
    tu.expect_unsent(2)

    for seller in (tu, lai):
        network.coming.extend(BAD_DAY)
        seller.page.context.set_offline(False)
        seller.expect_sent()
    assert Sale.objects.count() == 12
    assert list(Tender.objects.filter(sale__number="Q1-0006").values_list("kind", "amount").order_by("amount")) == [
        ("cash", 10_000),
        ("card", 400_000),
    ]
    expect(lai.page.locator(".tile", has_text=FISH)).to_contain_text("còn 5")

    lai.count_shelf({"NM-01": 4, "DP-01": 10}, why="Một chai vỡ")
    lai.send_away({"NM-01": 4, "DP-01": 10}, to=market.name)
    lai.close_shift(counted=4_080_000)
    tu.close_shift(counted=920_000)
    for seller in (lai, tu):
        expect(seller.page.get_by_role("main")).to_contain_text("Khớp")
        seller.expect_sent()

    assert network.met == BAD_DAY * 2
    assert set(Event.objects.values_list("state", flat=True)) == {Event.State.APPLIED}
    back = booth.location.transfers_out.get()
    arrivals = {line.pk: transfers.Arrival(line.sent) for line in back.lines.all()}
    transfers.receive(transfer=back, arrivals=arrivals, at=now(), actor=boss)
    seen = {shelf.lot: 0 for shelf in ending.to_count(booth)}
    ending.count(booth=booth, counted=seen, at=now(), actor=boss)
    ending.empty(booth=booth, destination=market, spoiled={}, source_key="back", at=now(), actor=boss)
    ending.settle(booth=booth, cash_counted=4_300_000, cash_note="", at=now(), actor=boss)
    [statement] = ending.close(fair=booth.fair, at=now(), actor=boss)
    moved = {
        sheet.lot.code: (sheet.came, sheet.sold, sheet.back, sheet.found, sheet.sent_on, sheet.here)
        for sheet in sheets.goods([booth])
    }
    assert moved == {"NM-01": (30, 26, 1, -1, 4, 0), "DP-01": (30, 20, 0, 0, 10, 0)}
    assert (statement.gross, statement.operator_share, statement.owed) == (4_700_000, 376_000, 4_324_000)
