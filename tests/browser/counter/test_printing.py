"""A receipt on paper: by the browser on both widths, and where the printer is gone the sale stands."""

import pytest
from playwright.sync_api import expect

from shop.pos.sales import Sale
from tests.factories import a_product

pytestmark = pytest.mark.browser

GOODS = "Mật ong hoa rừng Trà Linh nguyên chất chai thủy tinh 500 ml"
# Printable dots of the paper at 96 an inch.
PAPER = {"58 mm": 219, "80 mm": 302}
# Chromium here has no Bluetooth: a printer that is found and then gone stands in.
GONE = """
Object.defineProperty(navigator, "bluetooth", { value: { requestDevice: async () => {
  const gone = async () => { throw new DOMException("gone", "NetworkError"); };
  const characteristic = { properties: { write: true }, writeValueWithResponse: gone };
  const service = { getCharacteristics: async () => [characteristic] };
  const gatt = { connected: true, getPrimaryServices: async () => [service] };
  return { name: "PT-210", gatt };
} } });
"""
SIZES = """
() => {
  const sheet = document.querySelector(".sheet");
  const parts = [...sheet.querySelectorAll("*")].map(part => part.getBoundingClientRect().right);
  const seen = [...document.querySelectorAll("button, .bar, .notice")].filter(part => part.checkVisibility());
  return [Math.round(sheet.getBoundingClientRect().width), Math.max(...parts), seen.length];
}
"""


@pytest.fixture
def booth(booth):
    a_product(GOODS, price=1_250_000, on_hand=5, location=booth)
    return booth


def test_a_receipt_fits_its_paper_and_a_printer_that_is_gone_takes_no_sale_with_it(counter):
    page = counter.page
    page.evaluate(GONE)
    page.goto("/quay/#settings")
    counter.press("Nối máy in")
    expect(page.get_by_role("main")).to_contain_text("Đã nối PT-210")
    page.goto("/quay/#sell")
    counter.tap("Mật ong", times=2)
    counter.pay_cash()

    counter.press("In phiếu")

    expect(page.locator(".said")).to_contain_text("Chưa in được. Phiếu đã ghi rồi")
    counter.expect_sent()
    assert Sale.objects.get().total == 2_500_000
    receipt = page.url
    for paper, dots in PAPER.items():
        page.goto("/quay/#settings")
        counter.press(paper)
        page.goto(receipt)
        expect(page.locator(".sheet")).to_contain_text("2.500.000")
        page.emulate_media(media="print")
        width, right, others = page.evaluate(SIZES)
        page.emulate_media(media="screen")
        assert (width, right <= dots, others) == (dots, True, 0)
