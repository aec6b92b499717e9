"""A counter whose clock is a year off, whose storage is full, whose storage is thrown away: told plainly, nothing lost
that can be kept."""

from datetime import timedelta

import pytest
from django.utils.timezone import now
from playwright.sync_api import expect

from shop.pos.devices.enrolling import invite
from shop.pos.devices.models import Device
from shop.pos.models import Event, Sale
from tests.browser.keeper import Keeper
from tests.services.chromium import PATIENCE

pytestmark = pytest.mark.browser

FISH = "Nước mắm Cửa Khe"


def browser_of(page):
    """The browser's own tools, and where this page is from."""
    return page.context.new_cdp_session(page), page.evaluate("location.origin")


# Chromium asks for the quota every half minute; a write of a few bytes tells when it has.
IS_FULL = """
() => new Promise(resolve => {
  indexedDB.open("counter").onsuccess = ({ target: { result: store } }) => {
    const writing = store.transaction("facts", "readwrite");
    writing.objectStore("facts").put("a drop", "probe");
    const tell = isFull => { store.close(); resolve(isFull); };
    writing.oncomplete = () => tell(false);
    writing.onabort = () => tell(true);
  };
})
"""


def set_quota(page, **size):
    tools, origin = browser_of(page)
    tools.send("Storage.overrideQuotaForOrigin", {"origin": origin} | size)
    for _second in range(120):
        if page.evaluate(IS_FULL) is bool(size):
            return tools
        page.wait_for_timeout(1_000)
    raise TimeoutError("The browser does not take the quota that it was given")


def test_a_clock_a_year_ahead_is_told_and_its_sales_stand_at_the_right_time(counter):
    page = counter.page
    page.clock.install(time=now() + timedelta(days=365))
    page.reload()
    expect(page.locator(".alerts")).to_contain_text("Đồng hồ máy lệch 365 ngày")

    counter.tap(FISH)
    counter.pay_cash()
    counter.expect_sent()

    sale = Event.objects.get(type="sale")
    assert (sale.state, sale.is_clock_off) == (Event.State.APPLIED, True)
    assert abs(sale.happened_at - now()) < timedelta(hours=1)


def test_a_full_storage_refuses_before_printing_keeps_the_basket_and_still_unlocks_and_sends(counter, on_hand):
    counter.expect_sent()
    counter.page.context.set_offline(True)
    counter.tap(FISH)
    counter.pay_cash()
    counter.next_sale()
    counter.expect_unsent(1)
    counter.tap(FISH, times=2)
    counter.press("Tính tiền")
    kept = set_quota(counter.page, quotaSize=1_000)

    counter.press("Xong, in phiếu")

    expect(counter.page.locator(".said")).to_contain_text("Bộ nhớ đã đầy: chưa ghi được gì, chưa in gì")
    expect(counter.page.locator(".foot")).to_contain_text("240.000")
    counter.page.context.set_offline(False)
    counter.lock()
    counter.unlock("Lài")
    counter.page.goto("/quay/#sending")
    counter.press("Gửi ngay")
    expect(counter.page.get_by_role("alert")).to_contain_text("Máy chủ đã nhận 1 mục", timeout=2 * PATIENCE)
    assert on_hand()[FISH] == 19
    kept.detach()
    set_quota(counter.page)
    counter.page.goto("/quay/#pay")
    counter.press("Xong, in phiếu")
    counter.expect_written()
    counter.expect_sent()
    assert (on_hand()[FISH], Sale.objects.count()) == (17, 2)


def test_what_a_counter_could_not_send_is_handed_in_at_the_desk_and_is_in_the_books_once(
    counter, manager, window, on_hand, tmp_path
):
    counter.expect_sent()
    counter.page.context.set_offline(True)
    for units in (1, 2):
        counter.tap(FISH, times=units)
        counter.pay_cash()
        counter.next_sale()
    counter.expect_unsent(2)
    file = counter.export("chợ phiên Tam Kỳ", tmp_path)

    keeper = Keeper(window(), manager)
    keeper.page.goto("/ban/quay/tep/")
    keeper.main.locator("[name=file]").set_input_files(file)
    keeper.fill(passphrase="chợ phiên Tam Kỳ")
    keeper.press("Nhận tệp", says="Đã nhận: 2 mới, 0 đã có, 0 để riêng.")

    assert (on_hand()[FISH], Sale.objects.count()) == (17, 2)
    counter.page.context.set_offline(False)
    counter.expect_sent()
    assert (on_hand()[FISH], Sale.objects.count()) == (17, 2)
    assert Event.objects.filter(type="sale", state=Event.State.APPLIED).count() == 2


def test_a_wiped_storage_is_told_with_what_was_unsent_and_the_device_comes_back_under_its_name(
    counter,
    booth,
    manager,
    on_hand,
):
    page = counter.page
    tools, origin = browser_of(page)
    counter.tap(FISH)
    counter.pay_cash()
    counter.next_sale()
    counter.expect_sent()
    page.context.set_offline(True)
    counter.tap(FISH)
    counter.pay_cash()
    counter.expect_unsent(1)

    tools.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "all"})

    expect(page.get_by_role("alert")).to_contain_text("cả 1 mục chưa gửi")
    page.context.set_offline(False)
    counter.press("Đăng ký lại")
    expect(page.get_by_role("main")).to_contain_text("bộ nhớ đã bị xóa")
    device = Device.objects.get()
    page.goto("about:blank")
    counter.enrol(invite(location=booth, by=manager, at=now(), device=device).path)
    counter.unlock("Lài")
    counter.open_shift(cash=500_000)
    counter.tap(FISH)
    counter.pay_cash()
    expect(page.locator(".sheet")).to_contain_text("Q14B-0001")
    counter.expect_sent()
    device.refresh_from_db()
    assert (device.epoch, on_hand()[FISH], Sale.objects.count()) == (2, 18, 2)
