"""A keyboard alone suffices, from the front page to an order placed, and the focus is seen at each step."""

import re
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from oscar.core.loading import get_model
from PIL import Image
from playwright.sync_api import expect

from shop.order.models import Order
from tests.browser.keyboard import UNSEEN, Keyboard
from tests.factories import a_product

pytestmark = pytest.mark.browser


def test_from_the_front_page_to_an_order_by_keyboard_alone(window, fish_sauce):
    page = window()
    keys, main = Keyboard(page), page.locator("main")
    page.goto("/")
    keys.skip_to_content()
    keys.write(main.locator("input[name=q]").first, "nuoc mam cua")
    expect(main.get_by_role("option", name="Nước mắm Cửa Khe").first).to_be_visible()
    with page.expect_navigation():
        keys.press("Enter")
    expect(page).to_have_url(re.compile(r"/san-pham/\?q="))

    keys.skip_to_content()
    keys.follow(main.locator(".cards").get_by_role("link", name="Nước mắm Cửa Khe"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Nước mắm Cửa Khe")
    keys.skip_to_content()
    units = main.locator("form.buybar input[name=quantity]")
    keys.reach(units)
    keys.press("ArrowUp")
    expect(units).to_have_value("2")
    keys.follow(main.locator("form.buybar button.button"))
    keys.follow(page.locator("header a[href='/gio-hang/']"))

    keys.skip_to_content()
    keys.follow(main.locator("a[href='/thanh-toan/']"))
    keys.skip_to_content()
    keys.write(main.locator("input[name=name]"), "Trần Văn Bình")
    keys.write(main.locator("input[name=phone]"), "0905123456")
    keys.write(main.locator("input[name=email]"), "binh@example.com")
    keys.choose(main.get_by_role("combobox", name="Tỉnh"), "da nang", "Đà Nẵng")
    expect(main.locator("select[name=ward] option[value='20794']")).to_be_attached()
    keys.choose(main.get_by_role("combobox", name="Xã"), "thang an", "Thăng An")
    keys.write(main.locator("input[name=line1]"), "12 Trần Phú")
    keys.follow(main.locator("form.delivery button.wide"))

    keys.reach(main.locator("input[name=terms]"))
    keys.press("Space")
    expect(main.locator("input[name=terms]")).to_be_checked()
    keys.follow(main.locator("button[name=place]"))
    expect(page).to_have_url(re.compile(r"/don-hang/\d+/"))
    order = Order.objects.get()
    assert (order.shipping_address.ward.code, order.lines.get().quantity) == ("20794", 2)


def test_what_unfolds_slides_and_suggests_answers_to_keys(window, market):
    sauce = pictured(a_product("Nước mắm Cửa Khe", on_hand=9, location=market), "red", "green")
    a_product("Nước mắm loại hai", stars=3, on_hand=9, location=market)
    a_product("Rượu cần", on_hand=9, abv=12, location=market)
    page = window()
    keys, main = Keyboard(page), page.locator("main")

    page.goto("/")
    keys.skip_to_content()
    keys.write(main.get_by_role("combobox").first, "nuoc mam")
    with page.expect_navigation():
        keys.press("Enter")
    menu = page.locator("header details[data-menu]")
    if menu.is_visible():
        unfold(keys, menu.locator("summary"))
        keys.reach(menu.get_by_role("link", name="Điểm bán"))
        keys.press("Escape")
        expect(menu.locator("summary")).to_be_focused()
        expect(menu).not_to_have_attribute("open", "")
    sieve = page.locator("details.sieve")
    if not sieve.locator("form").is_visible():
        unfold(keys, sieve.locator("summary"))
    keys.reach(sieve.get_by_label("4 sao"))
    keys.press("Space")
    expect(page.locator(".chips a.chip").filter(has_text="4 sao")).to_be_visible()
    expect(sieve.get_by_label("4 sao")).to_be_focused()
    expect(page.locator(".cards .card")).to_have_count(1)

    keys.follow(page.locator(".cards a"))
    page.wait_for_url(f"**{sauce.get_absolute_url()}")
    second = main.locator("#picture-2")
    keys.reach(main.locator(".gallery .strip"))
    keys.press("ArrowRight")
    expect(second).to_be_in_viewport()
    to_the_first = main.get_by_role("link", name="Ảnh 1", exact=True)
    keys.reach(to_the_first)
    keys.press("Enter")
    expect(to_the_first).to_have_attribute("aria-current", "true")
    expect(second).not_to_be_in_viewport()

    page.goto("/")
    keys.skip_to_content()
    keys.reach(main.get_by_role("combobox").first)
    keys.press("ArrowDown")
    lately = main.get_by_role("option")
    expect(lately).to_have_text(["nuoc mam", "Xóa các từ này"])
    keys.press("ArrowUp")
    expect(lately.last).to_have_attribute("aria-selected", "true")
    keys.press("Enter")
    expect(lately.first).to_be_hidden()
    assert page.evaluate("localStorage['ocop:searches']") == "[]"
    keys.choose(main.get_by_role("combobox").first, "ruou c", "Rượu cần")
    expect(page.get_by_role("heading", level=1)).to_contain_text("người lớn")
    keys.skip_to_content()
    keys.reach(main.locator("input[name=born]"))
    page.keyboard.type("01311990")
    expect(main.locator("input[name=born]")).to_have_value("1990-01-31")
    keys.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Rượu cần")


def test_a_focus_that_is_not_seen_would_be_found(window):
    page = window()
    bare = "<style>a:focus { outline: none }</style><a href='/'>Chợ</a>"
    covered = "<style>b { position: fixed; inset: 0; background: white }</style><a href='/'>Chợ</a><b></b>"

    troubles = []
    for body in (bare, covered, "<a href='/'>Chợ</a>"):
        page.set_content(f"<html lang='vi'><style>:focus-visible {{ outline: 3px solid navy }}</style>{body}</html>")
        page.keyboard.press("Tab")
        troubles.append(page.evaluate(UNSEEN).partition(" <a")[0])

    assert troubles == ["no outline around", "outside the window, or covered:", ""]


def pictured(product, *colours):
    for number, colour in enumerate(colours):
        drawn = BytesIO()
        Image.new("RGB", (400, 500), colour).save(drawn, "PNG")
        get_model("catalogue", "ProductImage").objects.create(
            product=product, original=ContentFile(drawn.getvalue(), name=f"{colour}.png"), display_order=number
        )
    return product


def unfold(keys: Keyboard, summary) -> None:
    keys.reach(summary)
    keys.press("Enter")
    expect(summary.locator("..")).to_have_attribute("open", "")
