"""The counter app in a browser, on the real server: a day of selling with and without a network."""

import pytest
from django.utils.timezone import now
from playwright.sync_api import expect

from shop.locations.models import Assignment
from shop.pos.devices.pins import set_pin
from shop.stock.models import Balance
from tests.browser.axe import is_too_wide, violations
from tests.browser.seller import PIN, Seller
from tests.factories import a_location, a_member_of_staff, a_product

pytestmark = pytest.mark.browser


@pytest.fixture
def booth(market):
    """A booth with fish sauce, peanut oil and a tea whose certificate was never given; Lài sells there."""
    booth = a_location("Gian 14", ward=market.ward)
    a_product("Nước mắm Cửa Khe", price=120_000, on_hand=20, location=booth)
    a_product("Dầu phụng nguyên chất", price=85_000, on_hand=20, location=booth)
    a_product("Trà sâm Ngọc Linh", price=210_000, on_hand=5, location=booth, stars=None)
    return booth


@pytest.fixture
def manager(booth):
    return a_member_of_staff(location=booth, role=Assignment.Role.MANAGER, first_name="Bốn")


@pytest.fixture
def counter(window, booth, manager):
    """A counter enrolled at the booth, unlocked by Lài, with an open shift of 500.000 ₫."""
    set_pin(user=a_member_of_staff(location=booth, first_name="Lài"), pin=PIN, at=now())
    seller = Seller(window(service_workers="allow"))
    seller.enrol(location=booth, by=manager)
    seller.unlock("Lài")
    seller.open_shift(cash=500_000)
    return seller


def on_hand(booth) -> dict[str, int]:
    balances = Balance.objects.filter(location=booth).select_related("lot__product")
    return {balance.lot.product.title: balance.on_hand for balance in balances}


def test_a_day_at_the_counter_arrives_on_the_server(counter, booth):
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

    assert on_hand(booth) == {"Nước mắm Cửa Khe": 19, "Dầu phụng nguyên chất": 19, "Trà sâm Ngọc Linh": 5}


def test_what_may_not_be_sold_is_told_why_and_stays_out_of_the_basket(counter):
    tea = counter.page.locator(".tile", has_text="Trà sâm")
    expect(tea).to_have_attribute("aria-disabled", "true")
    expect(tea).to_contain_text("Không có chứng nhận OCOP")

    tea.click(force=True)

    expect(counter.page.locator(".said")).to_contain_text("Không có chứng nhận OCOP")
    expect(counter.page.locator(".foot")).to_contain_text("Giỏ trống")


def test_a_phone_that_dies_without_a_network_comes_back_with_its_basket_and_its_sales(counter, booth):
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

    assert on_hand(booth) == {"Nước mắm Cửa Khe": 19, "Dầu phụng nguyên chất": 17, "Trà sâm Ngọc Linh": 5}


def test_one_basket_in_two_tabs_is_sold_once(counter, booth):
    counter.tap("Nước mắm Cửa Khe")
    counter.press("Tính tiền")
    other = Seller(counter.page.context.new_page())
    other.page.goto("/quay/#pay")
    other.unlock("Lài")

    for tab in (counter, other):
        # Both presses are under way before either has answered.
        tab.page.evaluate("setTimeout(() => document.querySelector('.foot .button').click(), 300)")

    counter.page.wait_for_timeout(2_000)
    counter.page.goto("/quay/#sell")
    expect(counter.page.locator(".foot")).to_contain_text("Giỏ trống")
    counter.expect_sent()
    assert on_hand(booth)["Nước mắm Cửa Khe"] == 19


def test_pressing_twice_sells_once(counter, booth):
    counter.tap("Nước mắm Cửa Khe")
    counter.press("Tính tiền")

    counter.button("Xong, in phiếu").dblclick()

    counter.expect_written()
    counter.expect_sent()
    assert on_hand(booth)["Nước mắm Cửa Khe"] == 19


def test_a_sale_by_keyboard_alone(counter):
    keyboard = counter.page.keyboard
    counter.search.focus()
    keyboard.type("nuoc mam")
    keyboard.press("Enter")
    expect(counter.page.locator(".foot")).to_contain_text("120.000")
    for words in ("Tính tiền", "Xong, in phiếu", "Bán tiếp"):
        for _tab in range(40):
            if counter.page.evaluate("document.activeElement.textContent") == words:
                break
            keyboard.press("Tab")
        keyboard.press("Enter")

    expect(counter.search).to_be_visible()
    expect(counter.page.locator(".foot")).to_contain_text("Giỏ trống")


@pytest.mark.parametrize(
    "screen",
    [
        "sell",
        "menu",
        "sales",
        "goods",
        "receive",
        "take",
        "send",
        "count",
        "damage",
        "cash",
        "close",
        "settings",
        "sending",
    ],
)
def test_axe_finds_nothing_on(counter, screen):
    counter.page.goto(f"/quay/#{screen}")
    counter.page.wait_for_timeout(300)

    assert (violations(counter.page), is_too_wide(counter.page)) == ([], False)
