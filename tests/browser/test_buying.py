"""Find, choose, order: the journeys of a guest."""

import re

import pytest
from django.core import mail
from django.utils.timezone import localdate
from playwright.sync_api import expect

from catalogue.certification.life import revoke
from shop.order.models import Order
from tests.browser.shopper import Shopper
from tests.factories import a_certificate, a_product

pytestmark = pytest.mark.browser


def test_a_guest_finds_buys_and_pays_on_delivery(shopper, fish_sauce):
    guest = shopper()
    guest.find("nuoc mam cua khe", "Nước mắm Cửa Khe")
    guest.add_to_basket()
    guest.say_where()

    guest.pay_by("cash")

    order = Order.objects.get(number=guest.order_number)
    assert (order.status, int(order.total_incl_tax)) == (Order.CONFIRMED, 120_000 + 27_000 + 10_000)
    assert fish_sauce.stockrecords.get().num_in_stock == 9
    assert [letter.to for letter in mail.outbox] == [["binh@example.com"]]
    guest.page.emulate_media(media="print")
    expect(guest.page.locator(".foot address")).to_be_visible()
    expect(guest.page.locator(".foot nav").first).to_be_hidden()


def test_a_guest_buys_in_english_throughout(shopper, fish_sauce):
    guest = shopper(english=True)
    guest.find("nuoc mam", "Nước mắm Cửa Khe")
    expect(guest.page.get_by_role("button", name="Add to basket")).to_be_visible()
    guest.add_to_basket()
    guest.say_where(province="01", ward="00004")
    expect(guest.page.get_by_role("heading", level=1)).to_have_text("Look once more, then order")

    guest.pay_by("cash")

    assert Order.objects.get(number=guest.order_number).language == "en"
    expect(guest.page.get_by_role("heading", level=1)).to_contain_text("Order")
    expect(guest.page.locator("html")).to_have_attribute("lang", "en")
    assert "/en/orders/" in mail.outbox[0].body


def test_a_certificate_that_lapses_in_the_basket_is_explained_before_the_end(shopper, market):
    honey = a_product("Mật ong rừng", price=90_000, stars=None, on_hand=5, location=market)
    certificate = a_certificate(honey, stars=3)
    guest = shopper()
    guest.open(honey)
    guest.add_to_basket()

    revoke(certificate=certificate, on=localdate(), because="Ngừng sản xuất")
    guest.page.goto(guest.checkout)

    expect(guest.page).to_have_url(re.compile(r"/gio-hang/$"))
    expect(guest.page.locator("main")).to_contain_text("Mật ong rừng")
    expect(guest.page.locator("main a[href$='/thanh-toan/']")).to_have_count(0)
    assert Order.objects.count() == 0


def test_two_windows_and_the_last_unit(shopper, market):
    lantern = a_product("Đèn lồng Hội An", price=280_000, on_hand=1, location=market)
    first, second = shopper(), shopper()
    for guest in (first, second):
        guest.open(lantern)
        guest.add_to_basket()
        guest.say_where()
        guest.choose_house("cash")

    first.agree_and_order()
    number = first.order_number
    second.agree_and_order()

    expect(second.page).to_have_url(re.compile(r"/gio-hang/$"))
    expect(second.page.locator(".line").first).to_contain_text("Đèn lồng Hội An")
    assert [order.number for order in Order.objects.all()] == [number]


def test_a_double_click_the_back_button_and_a_second_tab_make_one_order(shopper, fish_sauce):
    guest = shopper()
    guest.open(fish_sauce)
    guest.add_to_basket()
    guest.say_where()
    tab = guest.page.context.new_page()
    tab.goto(guest.page.url)
    guest.pay_by("cash")
    number = guest.order_number

    guest.page.go_back()
    guest.page.reload()
    Shopper(tab).agree_and_order()

    expect(tab).to_have_url(re.compile(f"/don-hang/{number}/"))
    assert [order.number for order in Order.objects.all()] == [number]
