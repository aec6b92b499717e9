"""The camera: a picture of ours stands before the lens, and what it holds is sold."""

import pytest
from django.utils.timezone import now
from playwright.sync_api import expect

from shop.pos.devices.enrolling import invite
from shop.pos.devices.pins import set_pin
from shop.pos.sales import SaleLine
from tests.browser.counter.camera import Camera, ean13, qr
from tests.browser.counter.seller import PIN, Seller
from tests.factories import a_lot, a_member_of_staff, a_product, a_shelf
from tests.services.chromium import QUIET, chromium

pytestmark = pytest.mark.browser

GTIN = "8938501234568"


@pytest.fixture
def camera(tmp_path):
    return Camera(tmp_path / "film.mjpeg")


@pytest.fixture
def chrome(chrome, camera):
    browser = chrome.browser_type.launch(executable_path=chromium(), args=[*QUIET, *camera.flags])
    yield browser
    browser.close()


def test_a_counter_enrols_by_the_managers_qr_and_sells_what_the_camera_sees(
    window, live_server, camera, booth, manager, on_hand
):
    tea = a_product("Trà dây Trà My", price=65_000, gtin=GTIN, location=booth, on_hand=8)
    later = a_lot(tea, code="TD-2/B")
    a_shelf(tea, on_hand=5, lot=later, location=booth)
    set_pin(user=a_member_of_staff(location=booth, first_name="Lài"), pin=PIN, at=now())
    invitation = invite(location=booth, by=manager, at=now())
    seller = Seller(window(service_workers="allow"))
    page = seller.page
    camera.sees(qr(f"{live_server.url}{invitation.path}"))
    page.goto("/quay/")
    seller.press("Quét mã")
    expect(page.get_by_label("Mã đăng ký")).to_have_value(invitation.code)
    page.get_by_label("Tên của máy").fill("Quầy 14")
    seller.press("Đăng ký")
    seller.unlock("Lài")
    seller.open_shift(cash=500_000)

    basket, said = page.locator(".foot"), page.locator(".said")
    look = page.get_by_role("button", name="Quét mã", exact=True)
    for picture, where, words in (
        (ean13(GTIN), basket, "65.000"),
        (qr(f"https://cho.example/01/0{GTIN}/10/TD-2%2FB"), basket, "130.000"),
        (qr("CU-01"), said, "hết hạn"),
    ):
        camera.sees(picture)
        look.click()
        expect(where).to_contain_text(words)
        look.click()
        expect(page.locator("video")).to_have_count(0)
    seller.pay_cash()
    seller.expect_sent()

    sold = SaleLine.objects.order_by("position").values_list("lot__code", "quantity")
    assert (on_hand()["Trà dây Trà My"], sold.filter(lot=later).count(), len(sold)) == (11, 1, 2)
