"""Paying by bank transfer and by card, and getting money back: buyer and staff at their windows."""

import pytest
from playwright.sync_api import expect

from shop.order.models import Order
from shop.payment.models import PaymentAttempt, Refund
from tests.factories import a_product

pytestmark = pytest.mark.browser


def test_a_bank_transfer_is_confirmed_by_staff_and_the_buyer_sees_it(shopper, desk, fish_sauce):
    guest = shopper()
    guest.open(fish_sauce)
    guest.add_to_basket()
    guest.say_where()
    guest.pay_by("vietqr")
    number = guest.order_number
    expect(guest.page.locator("div.vietqr .code svg")).to_be_visible()
    expect(guest.page.locator("div.vietqr")).to_contain_text(f"OCOP{number}")

    desk.goto("/ban/thanh-toan/")
    desk.get_by_role("row", name=number).get_by_role("link").last.click()
    desk.locator("input[name=amount]").fill("147000")
    desk.locator("input[name=reference]").fill("FT26327000001")
    desk.locator("form.deed button.button").click()

    expect(guest.page.locator("div.vietqr")).to_have_count(0)
    order = Order.objects.get(number=number)
    assert (order.status, order.attempts.get().captured) == (Order.CONFIRMED, 147_000)


def test_a_card_payment_arrives_though_the_window_was_closed(shopper, stripe, fish_sauce):
    stripe.returns_buyer = False
    guest = shopper()
    guest.open(fish_sauce)
    guest.add_to_basket()
    guest.say_where()
    guest.pay_by("stripe")
    guest.page.get_by_role("heading", name="Pay 147000").wait_for()
    guest.page.get_by_role("button", name="Pay").click()
    guest.page.close()

    order = Order.objects.get()
    later = shopper()
    later.page.goto(order.get_absolute_url())
    expect(later.page.locator("main [data-poll-url]")).to_have_count(0)

    order.refresh_from_db()
    attempt = PaymentAttempt.objects.get()
    assert (order.status, attempt.state, attempt.captured) == (Order.CONFIRMED, PaymentAttempt.State.PAID, 147_000)
    assert stripe.heard.count("POST /v1/checkout/sessions") == 1


def test_one_line_of_a_paid_order_is_refunded(shopper, desk, stripe, fish_sauce, market):
    soap = a_product("Xà phòng quế", price=55_000, on_hand=4, location=market)
    guest = shopper()
    for product in (fish_sauce, soap):
        guest.open(product)
        guest.add_to_basket()
    guest.say_where()
    guest.pay_by("stripe")
    guest.page.get_by_role("button", name="Pay").click()
    number = guest.order_number

    desk.goto(f"/ban/don-hang/{number}/hoan-tien/")
    line = Order.objects.get(number=number).lines.get(product=soap)
    desk.locator(f"input[name=units_{line.pk}]").fill("1")
    desk.locator("[name=reason]").fill("Xà phòng bị vỡ")
    desk.locator("form.deed button.button").click()
    desk.wait_for_url(f"**/ban/don-hang/{number}/")

    refund = Refund.objects.get()
    assert (refund.amount, refund.state, refund.attempt.refunded) == (55_000, Refund.State.DONE, 55_000)
    assert soap.stockrecords.get().num_in_stock == 4
    guest.page.reload()
    expect(guest.page.locator("main")).to_contain_text("55.000")
