"""A day of selling with and without a network."""

import pytest
from playwright.sync_api import expect

from shop.pos.sales import Sale
from tests.browser.axe import is_too_wide, violations
from tests.browser.conftest import DESK, PHONE
from tests.browser.counter.seller import PIN, Seller

pytestmark = pytest.mark.browser


def test_a_day_at_the_counter_arrives_on_the_server(counter, on_hand):
    counter.tap("Nước mắm Cửa Khe", times=2)
    counter.search.fill("dau phung")
    counter.search.press("Enter")
    expect(counter.page.locator(".foot")).to_contain_text("325.000")
    counter.pay_cash(given="500.000")
    expect(counter.page.locator(".sheet")).to_contain_text("175.000")
    counter.next_sale()

    counter.refund("Q14-0001", goods="Nước mắm Cửa Khe", why="Vỡ nắp")
    counter.next_sale()
    counter.close_shift(counted=705_000)
    expect(counter.page.get_by_role("main")).to_contain_text("Khớp")
    counter.expect_sent()

    here = on_hand()
    assert (here["Nước mắm Cửa Khe"], here["Dầu phụng nguyên chất"], here["Trà sâm Ngọc Linh"]) == (19, 19, 5)


def test_what_may_not_be_sold_is_told_why_and_stays_out_of_the_basket(counter):
    tea = counter.page.locator(".tile", has_text="Trà sâm")
    expect(tea).to_have_attribute("aria-disabled", "true")
    expect(tea).to_contain_text("Không có chứng nhận OCOP")

    tea.click(force=True)

    expect(counter.page.locator(".said")).to_contain_text("Không có chứng nhận OCOP")
    counter.search.fill("CU-01")
    counter.search.press("Enter")
    expect(counter.page.locator(".said")).to_contain_text("lô CU-01")
    expect(counter.page.locator(".said")).to_contain_text("hết hạn", ignore_case=True)
    expect(counter.page.locator(".foot")).to_contain_text("Giỏ trống")


def test_strong_drink_asks_the_age_before_it_is_sold(counter, on_hand):
    counter.tap("Rượu cần")
    counter.press("Tính tiền")
    expect(counter.button("Xong, in phiếu", exact=True)).to_be_disabled()

    counter.press("Khách đủ 18 tuổi")
    counter.press("Xong, in phiếu")

    counter.expect_written()
    counter.expect_sent()
    assert on_hand()["Rượu cần"] == 4


def test_a_phone_that_dies_without_a_network_comes_back_with_its_basket_and_its_sales(counter, on_hand):
    page = counter.page
    page.evaluate("navigator.serviceWorker.ready")
    counter.expect_sent()
    page.context.set_offline(True)
    counter.tap("Nước mắm Cửa Khe")
    counter.pay_cash()
    counter.next_sale()
    counter.tap("Dầu phụng", times=3)
    counter.expect_unsent(1)
    page.close()

    counter.page = page = page.context.new_page()
    page.goto("/quay/")
    counter.unlock("Lài")
    counter.expect_unsent(1)
    expect(page.locator(".foot")).to_contain_text("255.000")
    counter.pay_cash()
    counter.expect_unsent(2)
    page.context.set_offline(False)
    counter.expect_sent()

    here = on_hand()
    assert (here["Nước mắm Cửa Khe"], here["Dầu phụng nguyên chất"], here["Trà sâm Ngọc Linh"]) == (19, 17, 5)


PRESS_WHEN_TOLD = """
() => {
  self.bell = new BroadcastChannel("both at once");
  self.press = () => { document.querySelector(".foot .button").click(); document.body.dataset.pressed = "once"; };
  self.bell.onmessage = self.press;
}
"""


def test_one_basket_in_two_tabs_is_sold_once(counter, on_hand):
    counter.tap("Nước mắm Cửa Khe")
    counter.press("Tính tiền")
    other = Seller(counter.page.context.new_page())
    other.page.goto("/quay/#pay")
    other.unlock("Lài")
    buttons = [tab.button("Xong, in phiếu", exact=True) for tab in (counter, other)]
    for tab, button in zip((counter, other), buttons, strict=True):
        expect(button).to_be_enabled()
        tab.page.evaluate(PRESS_WHEN_TOLD)

    other.page.evaluate("self.bell.postMessage(''); self.press()")
    expect(counter.page.locator("body")).to_have_attribute("data-pressed", "once")

    done = counter.page.get_by_text("Đã ghi vào máy.").or_(buttons[0].and_(counter.page.locator("[aria-busy=false]")))
    expect(done.first).to_be_visible()
    counter.page.goto("/quay/#sell")
    expect(counter.page.locator(".foot")).to_contain_text("Giỏ trống")
    counter.expect_sent()
    assert on_hand()["Nước mắm Cửa Khe"] == 19
    assert Sale.objects.count() == 1


def test_pressing_twice_sells_once(counter, on_hand):
    counter.tap("Nước mắm Cửa Khe")
    counter.press("Tính tiền")

    counter.button("Xong, in phiếu").dblclick()

    counter.expect_written()
    counter.expect_sent()
    assert on_hand()["Nước mắm Cửa Khe"] == 19


def test_presses_faster_than_the_screen_is_redrawn_all_count(counter):
    for goods in ("Nước mắm Cửa Khe", "Dầu phụng"):
        counter.tap(goods)
    counter.press("Tính tiền")
    more, less = (counter.button(f"{way}: Nước mắm Cửa Khe") for way in ("Thêm", "Bớt"))
    more.evaluate("button => { for (let press = 0; press < 3; press++) button.click(); }")
    expect(counter.page.locator(".foot")).to_contain_text("565.000")

    less.evaluate("button => { for (let press = 0; press < 4; press++) button.click(); }")

    expect(counter.page.locator(".foot")).to_contain_text("85.000")
    expect(counter.page.get_by_role("textbox", name="Số lượng")).to_have_count(1)


def test_what_is_being_typed_stands_when_the_screen_is_redrawn(counter):
    counter.tap("Nước mắm Cửa Khe")
    counter.press("Tính tiền")
    units = counter.page.get_by_role("textbox", name="Số lượng: Nước mắm Cửa Khe")
    units.fill("7")

    counter.page.evaluate("dispatchEvent(new Event('offline'))")

    expect(units).to_have_value("7")
    expect(counter.page.locator(".foot")).to_contain_text("840.000")


def test_a_sale_by_keyboard_alone(counter):
    keyboard = counter.page.keyboard
    counter.search.focus()
    keyboard.type("nuoc mam")
    keyboard.press("Enter")
    expect(counter.page.locator(".foot")).to_contain_text("120.000")
    for words in ("Tính tiền", "Xong, in phiếu", "Bán tiếp"):
        button = counter.button(words, exact=True)
        expect(button).to_be_enabled()
        for _tab in range(40):
            if button.evaluate("button => button === document.activeElement"):
                break
            keyboard.press("Tab")
        expect(button).to_be_focused()
        keyboard.press("Enter")

    expect(counter.search).to_be_visible()
    expect(counter.page.locator(".foot")).to_contain_text("Giỏ trống")


TYPE_AT_ONCE = """
pins => new MutationObserver((_changes, observer) => {
  const [pin, due] = pins.length === 2 ? [pins[0], ".pad"] : [pins[0], ".dots.wrong"];
  if (!document.querySelector(due)) return;
  pins.shift();
  if (!pins.length) observer.disconnect();
  for (const key of pin) document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
  document.body.dataset.typed = pin;
}).observe(document.body, { childList: true, subtree: true, attributes: true })
"""


def test_digits_typed_the_instant_that_the_pad_can_be_seen_are_heard(counter):
    """The wrong ones when it appears, the right ones when those are refused."""
    counter.go()
    counter.page.evaluate(TYPE_AT_ONCE, ["000000", PIN])

    counter.press("Khóa quầy")

    expect(counter.page.locator("body")).to_have_attribute("data-typed", PIN)
    expect(counter.page.get_by_role("main", name="Các việc khác")).to_be_visible()


TOUCH_AT_ONCE = """
() => new MutationObserver((_changes, observer) => {
  const field = document.querySelector("[aria-label='Tính tiền'] .stepper input");
  field?.focus();
  if (field) observer.disconnect();
}).observe(document.body, { childList: true, subtree: true })
"""


def test_a_field_touched_the_instant_that_its_screen_appears_keeps_the_focus(counter):
    counter.tap("Nước mắm Cửa Khe")
    counter.page.evaluate(TOUCH_AT_ONCE)

    counter.press("Tính tiền")

    expect(counter.page.get_by_role("main", name="Tính tiền")).to_be_visible()
    counter.page.keyboard.type("7")
    expect(counter.page.locator(".foot")).to_contain_text("840.000")


def test_an_amount_that_is_asked_for_has_the_focus_and_so_has_a_new_screen(counter):
    counter.tap("Nước mắm Cửa Khe")
    counter.press("Tính tiền")
    expect(counter.page.get_by_role("main", name="Tính tiền")).to_be_focused()

    counter.press("Số khác")

    expect(counter.page.get_by_label("Gõ số tiền khách đưa")).to_be_focused()


SCREENS = {
    "sell": "Bán hàng",
    "menu": "Các việc khác",
    "pay": "Tính tiền",
    "sales": "Phiếu trong ca",
    "goods": "Hàng ở quầy",
    "receive": "Nhận hàng từ nhà làm",
    "take": "Nhận hàng chuyển đến",
    "send": "Chuyển hàng đi",
    "count": "Kiểm hàng",
    "damage": "Báo hỏng, hết hạn",
    "cash": "Tiền vào, tiền ra",
    "settings": "Cài đặt",
    "sending": "Tình trạng gửi",
    "close": "Đóng ca",
}


@pytest.mark.parametrize("width", [PHONE, DESK], ids=["360px", "1280px"])
def test_axe_finds_nothing_on_any_screen(counter):
    counter.tap("Nước mắm Cửa Khe")
    found = {}
    for screen, name in SCREENS.items():
        counter.page.goto(f"/quay/#{screen}")
        expect(counter.page.get_by_role("main", name=name, exact=True)).to_be_visible()
        found[screen] = (violations(counter.page), is_too_wide(counter.page))

    assert found == dict.fromkeys(SCREENS, ([], False))
