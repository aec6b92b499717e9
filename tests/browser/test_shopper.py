"""A shopper's whole way: found, checked, raced for, addressed, paid by card, heard of twice, refunded in part.

In both languages, on a phone and at a desk (the fixture `width`), with scripts and without.
"""

import pytest
from playwright.sync_api import expect

from shop.order.models import Order
from shop.payment.models import PaymentAttempt, Refund
from tests.factories import a_location, a_producer, a_product

pytestmark = pytest.mark.browser

VIETNAMESE = {
    "four_stars": "4 sao",
    "certificate": "Xem giấy chứng nhận",
    "in_force": "Còn hiệu lực",
    "product": "Tới sản phẩm",
}
ENGLISH = {
    "four_stars": "4 stars",
    "certificate": "See the certificate",
    "in_force": "In force",
    "product": "Go to the product",
}


@pytest.fixture
def goods(market):
    """Two makers' goods in two warehouses, so that both together go in two parcels; one lantern that is the last."""
    hue = a_location("Kho Huế")
    sauce = a_product(
        "Nước mắm Nam Ô", price=120_000, on_hand=9, location=market, producer=a_producer("HTX Nam Ô"), weight_g=900
    )
    a_product("Nước mắm Nam Ô loại hai", stars=3, price=80_000, on_hand=9, location=market)
    ginseng = a_product(
        "Trà sâm Ngọc Linh", price=216_000, on_hand=9, location=hue, producer=a_producer("HTX Trà Linh"), weight_g=400
    )
    lantern = a_product("Đèn lồng Hội An", price=280_000, on_hand=1, location=market)
    return sauce, ginseng, lantern


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
@pytest.mark.parametrize("english", [False, True], ids=["vi", "en"])
def test_the_journey_of_a_shopper(shopper, desk, stripe, goods, english, scripts):
    words, (sauce, ginseng, lantern) = ENGLISH if english else VIETNAMESE, goods
    guest, rival = (shopper(english=english, scripts=scripts) for _each in range(2))
    page = guest.page

    guest.search("nuoc mam nam o")
    guest.narrow_to(words["four_stars"])
    assert page.locator(".cards .card h2, .cards .card h3").all_inner_texts() == ["Nước mắm Nam Ô"]
    page.locator(".cards").get_by_role("link", name="Nước mắm Nam Ô").click()
    page.get_by_role("link", name=words["certificate"]).click()
    expect(page.locator("main")).to_contain_text(sauce.current_certificate.number)
    expect(page.locator("main")).to_contain_text(words["in_force"])
    page.get_by_role("link", name=words["product"]).click()
    guest.add_to_basket()
    guest.open(ginseng)
    guest.add_to_basket()

    for each in (guest, rival):
        each.open(lantern)
        each.add_to_basket()
        each.say_where()
        each.choose_house("stripe" if each is guest else "cash")
    rival.agree_and_order()
    rivals_order = rival.order_number
    guest.agree_and_order()
    expect(page.locator(".notice, .message").filter(has_text="Đèn lồng Hội An").first).to_be_visible()
    assert [order.number for order in Order.objects.all()] == [rivals_order]
    page.locator(".line").filter(has_text="Đèn lồng Hội An").locator("form button.danger").click()

    guest.say_where(province="48", ward="20794")
    guest.pay_by("stripe")
    page.get_by_role("heading", name="Pay 385000").wait_for()
    page.get_by_role("button", name="Pay").click()
    number = guest.order_number
    expect(page.locator("main article.parcel")).to_have_count(2)

    for event in list(stripe.messages.kept):
        assert stripe.messages.send(event) == 200
    order = Order.objects.get(number=number)
    attempt = PaymentAttempt.objects.get(order=order)
    assert (order.status, int(order.total_incl_tax), attempt.captured) == (Order.CONFIRMED, 385_000, 385_000)
    assert [session["amount_total"] for session in stripe.books.sessions.values()] == [385_000]
    assert (Order.objects.count(), order.parcels.count()) == (2, 2)

    desk.goto(f"/ban/don-hang/{number}/hoan-tien/")
    desk.locator(f"input[name=units_{order.lines.get(product=ginseng).pk}]").fill("1")
    desk.locator("[name=reason]").fill("Trà bị ẩm")
    desk.locator("form.deed button.button").click()
    desk.wait_for_url(f"**/ban/don-hang/{number}/")
    refund = Refund.objects.get()
    assert (refund.amount, refund.state, refund.attempt.refunded) == (216_000, Refund.State.DONE, 216_000)
    page.reload()
    expect(page.locator("aside.summary")).to_contain_text("216.000" if not english else "216")
