"""What `test_shopper` does not meet in a browser that runs no scripts: sizes, quantities, mistakes."""

import pytest
from playwright.sync_api import expect

from shop.order.models import Order
from tests.factories.sizes import a_product_in_sizes

pytestmark = pytest.mark.browser


def test_a_size_and_a_quantity_are_chosen(shopper, market):
    _honey, (_small, large) = a_product_in_sizes(90_000, 170_000)
    guest = shopper(scripts=False)
    page = guest.page
    guest.find("mat ong", "Mật ong Trà Linh")
    expect(page.locator("[data-copy]")).to_be_hidden()
    page.locator("nav .chips a.chip").filter(has_text="500 ml").click()
    guest.add_to_basket()

    page.goto(guest.basket)
    page.locator(".line input[name=quantity]").fill("2")
    page.locator(".line form button[type=submit]:not(.danger)").click()
    expect(page.locator(".summary .total").last).to_contain_text("340.000")
    guest.say_where()
    guest.pay_by("cash")

    order = Order.objects.get(number=guest.order_number)
    assert [(line.product, line.quantity) for line in order.lines.all()] == [(large, 2)]
    assert order.status == Order.CONFIRMED
    expect(page.get_by_role("heading", level=1)).to_contain_text(order.number)


def test_a_mistake_is_told_and_what_was_typed_is_kept(shopper, fish_sauce):
    guest = shopper(scripts=False)
    guest.open(fish_sauce)
    guest.add_to_basket()
    guest.page.goto(guest.checkout)
    guest.page.locator("input[name=name]").fill("Trần Văn Bình")

    guest.page.locator("form.delivery button.wide").click()

    expect(guest.page.locator("input[name=name]")).to_have_value("Trần Văn Bình")
    expect(guest.page.locator("input[name=phone]")).to_have_attribute("aria-invalid", "true")
    assert Order.objects.count() == 0
