"""A real browser at a phone's and a desk's width, on a live server of the shop with a few goods."""

from contextlib import suppress
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Error, expect

from cms.home.planting import plant
from shop.locations.models import Assignment
from shop.stock.audit import audit
from tests.browser.keeper import Keeper
from tests.browser.shopper import Shopper
from tests.factories import a_location, a_member_of_staff, a_product, a_province, a_ward
from tests.factories.ordering import a_service
from tests.services.chromium import PATIENCE
from tests.services.stripe import shop_with_stripe

expect.set_options(timeout=PATIENCE)

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
                with suppress(Error):  # of a page too busy to be drawn, the failure alone is told
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
        usual = {"viewport": width, "base_url": live_server.url, "locale": "vi-VN", "reduced_motion": "reduce"}
        context = chrome.new_context(**usual | choices)
        context.set_default_timeout(PATIENCE)
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
    """A visitor in a window: `shopper()`, or `shopper(english=True)`, or `shopper(scripts=False)`."""

    def visitor(*, english=False, scripts=True):
        return Shopper(window(java_script_enabled=scripts), english=english, scripts=scripts)

    return visitor


@pytest.fixture
def stripe(settings, live_server):
    """The fake Stripe, which sends its messages to this shop by itself."""
    with shop_with_stripe(settings, webhook_url=f"{live_server.url}/webhooks/stripe/") as fake:
        settings.BASE_URL = live_server.url
        policy = settings.CONTENT_SECURITY_POLICY
        directives = policy["DIRECTIVES"] | {"form-action": ["'self'", fake.url]}
        settings.CONTENT_SECURITY_POLICY = policy | {"DIRECTIVES": directives}
        yield fake


@pytest.fixture
def sign_in(live_server):
    """Put a session of this user into a window: `sign_in(page, user)`. Signing in by hand has tests of its own."""

    def put(page, user):
        client = Client()
        client.force_login(user)
        session = client.cookies[settings.SESSION_COOKIE_NAME]
        page.context.add_cookies([{"name": session.key, "value": session.value, "url": live_server.url}])

    return put


@pytest.fixture
def desk(window, sign_in):
    """An administrator's window, signed in."""
    page = window()
    sign_in(page, a_member_of_staff())
    page.goto("/ban/")
    return page


@pytest.fixture
def keeper(window):
    """`keeper(location, …)`: someone who manages these locations; `keeper()`: an administrator."""

    def sign_in_by_hand(*locations):
        first, *others = locations or (None,)
        member = a_member_of_staff(location=first, role=Assignment.Role.MANAGER)
        Assignment.objects.bulk_create(
            Assignment(user=member, location=location, role=Assignment.Role.MANAGER) for location in others
        )
        return Keeper(window(), member)

    return sign_in_by_hand
