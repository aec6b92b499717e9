"""An account in a browser: a code, a passkey, a wish, waiting for goods, a review and what becomes of it."""

import re

import pytest
from django.core import mail
from django.utils.timezone import now
from playwright.sync_api import expect

from shop.desk.roles import PROGRAMME_OFFICER, plant_roles
from tests.factories import a_product, a_shelf, a_shopper
from tests.factories.sending import a_delivered_order

pytestmark = pytest.mark.browser

SIGN_IN = "/tai-khoan/dang-nhap/"


def code_of(email: str) -> str:
    letter = [letter for letter in mail.outbox if letter.to == [email]][-1]
    return re.search(r"\b(\d{6})\b", letter.body)[1]


def sign_in_by_code(page, email: str, *, start: str = SIGN_IN) -> None:
    if start:
        page.goto(start)
    page.locator("#code-email").fill(email)
    page.get_by_role("button", name="Gửi mã cho tôi").click()
    expect(page.locator("input.digits")).to_be_visible()
    page.locator("input.digits").fill(code_of(email))
    page.get_by_role("button", name="Đăng nhập", exact=True).click()


def link_in(letter) -> str:
    return re.search(r"https?://[^/]+(/\S+)", letter.body)[1]


def test_a_code_signs_in_and_the_basket_comes_along(shopper, fish_sauce):
    visitor = shopper()
    page = visitor.page
    visitor.open(fish_sauce)
    visitor.add_to_basket()

    sign_in_by_code(page, "hoa@example.com")

    expect(page.get_by_role("heading", level=1)).to_contain_text("Đơn hàng")
    page.goto(visitor.basket)
    expect(page.locator("main")).to_contain_text("Nước mắm Cửa Khe")


def test_a_passkey_is_made_used_renamed_and_removed(window, market):
    page = window()
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    sign_in_by_code(page, "hoa@example.com")
    page.goto("/tai-khoan/khoa/")
    page.locator("#passkey-name").fill("Điện thoại của Hoa")
    page.get_by_role("button", name="Tạo khóa trên máy này").click()
    expect(page.locator(".book")).to_contain_text("Điện thoại của Hoa")
    page.get_by_role("button", name="Đăng xuất").click()

    page.goto(f"{SIGN_IN}?next=/tai-khoan/khoa/")
    page.get_by_role("button", name="Đăng nhập bằng khóa").click()
    expect(page.locator(".book")).to_contain_text("dùng lần cuối")

    page.get_by_role("link", name=re.compile("Đổi tên")).click()
    page.locator("input[name=name]").fill("Máy cũ")
    page.get_by_role("button", name="Lưu").click()
    expect(page.locator(".book")).to_contain_text("Máy cũ")
    page.get_by_role("button", name=re.compile("^Bỏ")).click()
    expect(page.locator("main")).to_contain_text("Chưa có khóa nào")

    page.get_by_role("button", name="Đăng xuất").click()
    page.goto(SIGN_IN)
    page.get_by_role("button", name="Đăng nhập bằng khóa").click()
    expect(page.locator("body")).to_contain_text("Khóa không được nhận.")


def test_a_guests_wish_waits_while_they_sign_in(shopper, fish_sauce):
    visitor = shopper()
    page = visitor.page
    visitor.open(fish_sauce)
    page.get_by_role("button", name="Thêm vào danh sách của tôi").click()

    sign_in_by_code(page, "hoa@example.com", start="")

    expect(page.get_by_role("heading", level=1)).to_contain_text("Nước mắm Cửa Khe")
    expect(page.get_by_role("button", name="Đang trong danh sách – bỏ ra")).to_be_visible()
    page.goto("/tai-khoan/yeu-thich/")
    expect(page.locator(".cards")).to_contain_text("Nước mắm Cửa Khe")


def test_goods_come_back_and_one_letter_says_so(shopper, market):
    honey = a_product("Mật ong Trà Linh", price=250_000)
    visitor = shopper()
    page = visitor.page
    visitor.open(honey)
    page.locator("#waiting-email").fill("hoa@example.com")
    page.locator("#waiting-agrees").check()
    page.get_by_role("button", name="Báo cho tôi").click()
    expect(page.locator("body")).to_contain_text("Đã gửi thư đến hoa@example.com")
    page.goto(link_in(mail.outbox[0]))
    page.get_by_role("button", name="Có, báo cho tôi").click()
    expect(page.locator("body")).to_contain_text("Chúng tôi sẽ viết cho bạn")

    a_shelf(honey, on_hand=3, location=market)

    assert [letter.subject for letter in mail.outbox[1:]] == ["Mật ong Trà Linh đã có hàng lại"]
    page.goto(link_in(mail.outbox[1]))
    expect(page.locator("form.buybar button.button")).to_be_visible()


def test_a_review_is_written_read_and_shown(shopper, window, fish_sauce):
    order = a_delivered_order((fish_sauce, 1), email="hoa@example.com")
    page = shopper().page
    page.goto(order.get_absolute_url())
    page.get_by_role("link", name="Đánh giá hàng").click()
    page.get_by_role("link", name=re.compile("Đánh giá")).last.click()
    page.locator("input[name=score][value='5']").check()
    page.locator("textarea[name=body]").fill("Thơm, mặn vừa, nắp kín.")
    page.get_by_role("button", name="Gửi đánh giá").click()
    expect(page.locator(".book")).to_contain_text("Đang được đọc")
    page.goto(fish_sauce.get_absolute_url())
    expect(page.locator("#danh-gia")).to_contain_text("Chưa có đánh giá.")

    officer = a_shopper("can-bo@example.com")
    officer.groups.add(plant_roles()[PROGRAMME_OFFICER])
    officer.proven_addresses.create(email=officer.email, proven_at=now())
    desk = window()
    sign_in_by_code(desk, officer.email)
    desk.goto("/ban/danh-gia/")
    expect(desk.locator("main")).to_contain_text("Thơm, mặn vừa, nắp kín.")
    desk.get_by_role("button", name="Cho hiện").click()
    expect(desk.locator("main")).to_contain_text("Đã đọc hết")

    page.goto(fish_sauce.get_absolute_url())
    expect(page.locator("#danh-gia")).to_contain_text("Thơm, mặn vừa, nắp kín.")
    expect(page.locator("#danh-gia")).to_contain_text("5,0")


def test_without_scripts_one_signs_in_wishes_and_leaves(window, fish_sauce):
    page = window(java_script_enabled=False)
    page.goto(fish_sauce.get_absolute_url())
    page.get_by_role("button", name="Thêm vào danh sách của tôi").click()
    sign_in_by_code(page, "hoa@example.com", start="")
    page.goto("/tai-khoan/ho-so/xoa/")
    page.get_by_role("button", name="Gửi mã để xác nhận").click()
    page.locator("input.digits").fill(code_of("hoa@example.com"))
    page.get_by_role("button", name="Xóa tài khoản").click()

    expect(page.locator("body")).to_contain_text("Tài khoản của bạn đã được xóa")
