"""A fair from its making to its last dong, by the people who do it, at a phone's and a desk's width."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate, now
from playwright.sync_api import expect

from shop.desk.roles import PROGRAMME_OFFICER, plant_roles
from shop.fairs import ending, sheets
from shop.fairs.models import Booth, Fair
from shop.locations.models import Assignment
from shop.settlement.models import Accrual, Statement, Terms
from shop.stock.audit import audit
from tests.browser.shopper import Shopper
from tests.factories import a_shopper
from tests.factories.fairs import sell

pytestmark = pytest.mark.browser


@pytest.fixture
def officer(window, sign_in):
    user = a_shopper("oanh@example.com")
    user.groups.add(plant_roles()[PROGRAMME_OFFICER])
    page = window()
    sign_in(page, user)
    return page


@pytest.fixture
def manager(window, sign_in, market):
    user = a_shopper("quan@example.com")
    Assignment.objects.create(location=market, user=user, role=Assignment.Role.MANAGER)
    page = window()
    sign_in(page, user)
    return page


def fill(page, **facts):
    for name, value in facts.items():
        page.locator(f"[name={name}]").fill(str(value))


def press(page, name):
    page.get_by_role("main").get_by_role("button", name=name, exact=True).click()


def follow(page, name):
    page.get_by_role("main").get_by_role("link", name=name, exact=True).first.click()


def test_a_fair_from_its_making_to_its_last_dong(officer, manager, market, fish_sauce, live_server):
    today = localdate()
    Terms.objects.create(permille=80, valid_from=today - timedelta(days=30))
    maker = fish_sauce.producer

    officer.goto("/ban/hoi-cho/moi/")
    fill(officer, name="Hội chợ Xuân", starts_on=today, ends_on=today + timedelta(days=3), opens="08:00")
    fill(officer, closes="21:00", organiser="Sở Công Thương", booth_fee="50.000")
    fill(officer, latitude="15.5697", longitude="108.4740")
    for name, code in (("province", market.ward.province.code), ("ward", market.ward.code)):
        Shopper(officer).choose(name, code)
    press(officer, "Tạo hội chợ")
    follow(officer, "Mời vào gian")
    officer.locator("[name=producer]").select_option(str(maker.pk))
    press(officer, "Mời")
    follow(officer, "Chưa xếp chỗ")
    follow(officer, "Xếp chỗ")
    fill(officer, number="A1", manager="quan@example.com")
    press(officer, "Xếp chỗ này")
    booth = Booth.objects.get()

    manager.goto(f"/ban/gian/{booth.pk}/gui-hang/?origin={market.pk}")
    manager.locator("[name^=units_]").fill("6")
    press(manager, "Gửi đi")
    manager.get_by_role("link", name="nhận vào").click()
    manager.locator("[name^=received_]").fill("6")
    press(manager, "Xếp lên kệ")
    manager.goto(f"/ban/gian/{booth.pk}/")
    press(manager, "Hàng đã tới đủ")
    follow(manager, "Mở gian")
    press(manager, "Mở gian")
    lot = fish_sauce.lots.get()
    booth.refresh_from_db()
    sell(booth, lot, 3)

    manager.goto(Fair.objects.get().get_absolute_url())
    expect(manager.get_by_text("Còn 3", exact=True)).to_be_visible()

    manager.goto(f"/ban/gian/{booth.pk}/dem/")
    assert not manager.get_by_role("main").get_by_text("6", exact=True).count()
    manager.locator("[name^=counted_]").fill("2")
    press(manager, "Lấy theo số đếm")
    manager.locator("[name^=why_]").fill("Một chai vỡ khi bày hàng")
    press(manager, "Lưu")
    follow(manager, "Trả phần còn lại")
    press(manager, "Trả phần còn lại")
    follow(manager, "Quyết toán")
    fill(manager, cash_counted=ending.cash.expected(booth.place))
    press(manager, "Quyết toán")
    expect(manager.get_by_text("hàng và tiền đều khớp")).to_be_visible()

    officer.goto(f"/ban/hoi-cho/{booth.fair_id}/")
    press(officer, "Khép sổ hội chợ")
    expect(officer.get_by_text("với 1 bảng quyết toán")).to_be_visible()

    statement = Statement.objects.get()
    sheet = sheets.goods([booth])[0]
    assert (sheet.came, sheet.sold, sheet.found, sheet.sent_on, sheet.here) == (6, 3, -1, 2, 0)
    assert (statement.gross, statement.operator_share, statement.owed) == (360_000, 28_800, 281_200)
    assert Accrual.objects.totals()["gross"] == statement.gross
    assert audit(at=now()) == []
    for page in (officer, manager):
        width = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert width <= 0
