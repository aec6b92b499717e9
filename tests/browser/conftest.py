"""A real browser at a phone's and a desk's width, on a live server of the shop with a few goods."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from cms.home.planting import plant
from shop.stock.audit import audit
from tests.browser.shopper import Shopper
from tests.factories import a_location, a_product, a_province, a_ward
from tests.factories.ordering import a_service

expect.set_options(timeout=10_000)

PICTURES = Path(__file__).resolve().parents[2] / "test-results"
PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 800}


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Keep a picture of every open window of a journey that failed."""
    report = yield
    if report.when == "call" and report.failed:
        PICTURES.mkdir(exist_ok=True)
        for number, context in enumerate(getattr(item, "windows", [])):
            for page in context.pages:
                page.screenshot(path=PICTURES / f"{item.name}-{number}.png", full_page=True)
    return report


@pytest.fixture(params=[PHONE, DESK], ids=["360px", "1280px"])
def width(request):
    return request.param


@pytest.fixture
def market(transactional_db, site, vietnam):
    """A site in two languages, a warehouse in Đà Nẵng, a carrier; after the journey the books must balance."""
    plant(hostname="localhost")
    warehouse = a_location("Kho Đà Nẵng", ward=a_ward())
    a_ward("00004", "Phường Ba Đình", province=a_province("01", "Thành phố Hà Nội", region="north"))
    a_service("nhanh", base=22_000, step=5_000, surcharges={"cash": 10_000})
    yield warehouse
    assert audit() == []


@pytest.fixture
def fish_sauce(market):
    return a_product("Nước mắm Cửa Khe", price=120_000, on_hand=10, location=market)


@pytest.fixture
def window(request, chrome, width, live_server, market):
    """Opens a browser window of its own, with its own cookies: `page = window()`."""
    contexts = request.node.windows = []

    def open_window(**choices):
        context = chrome.new_context(viewport=width, base_url=live_server.url, locale="vi-VN", **choices)
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        page.faults = []
        page.on("pageerror", lambda fault: page.faults.append(str(fault)))
        page.on(
            "response",
            lambda answer: page.faults.append(f"{answer.status} {answer.url}") if answer.status >= 500 else None,
        )
        return page

    yield open_window
    faults = [fault for context in contexts for page in context.pages for fault in getattr(page, "faults", [])]
    for context in contexts:
        context.close()
    assert faults == []


@pytest.fixture
def shopper(window):
    """A visitor in a window: `shopper()`, or `shopper(english=True)`."""
    return lambda *, english=False: Shopper(window(), english=english)
