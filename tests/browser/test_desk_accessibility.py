"""The desk's screens, in Vietnamese on a phone and in English at a desk: nothing for axe, nothing to move sideways."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from shop.fairs.models import Booth
from tests.browser.axe import is_too_wide, violations
from tests.browser.conftest import DESK, PHONE
from tests.factories import a_location, a_member_of_staff
from tests.shop.desk.conftest import a_discrepancy, a_stocktake, things_at

pytestmark = pytest.mark.browser

LISTS = (
    "today", "points", "orders", "parcels", "payments", "shelves", "low", "transfers", "send", "stocktakes",
    "begin-stocktake", "fairs", "new-fair", "settlements", "terms", "agree-terms", "devices", "invite-device", "pin",
    "shifts", "month", "discrepancies", "set-aside-events",
)  # fmt: skip


@pytest.fixture
def screens(market):
    """[(name, arguments)] of screens with something on them."""
    things = things_at(a_location("Trung tâm OCOP Hội An", ward=market.ward), market)
    stocktake = a_stocktake(things.location)
    booth: Booth = things.booth
    return [
        *((name, []) for name in LISTS),
        ("order", [things.order.number]),
        ("parcel", [things.parcel.pk]),
        ("shelf", [things.shelf.pk]),
        ("transfer", [things.transfer.pk]),
        ("receive-transfer", [things.transfer.pk]),
        ("stocktake", [stocktake.pk]),
        ("differences", [stocktake.pk]),
        ("shift", [things.shift.pk]),
        ("discrepancy", [a_discrepancy(things.shelf, things.device).pk]),
        ("fair", [booth.fair_id]),
        ("invite-booth", [booth.fair_id]),
        ("booth", [booth.pk]),
        ("count-booth", [booth.pk]),
        ("settlement", [things.statement.number]),
    ]


@pytest.mark.parametrize(
    ("language", "width"), [("vi", PHONE), ("en", DESK)], indirect=["width"], ids=["vi-360px", "en-1280px"]
)
def test_screens_of_the_desk(window, sign_in, screens, language):
    page = window()
    sign_in(page, a_member_of_staff())
    faults = {}
    for name, arguments in screens:
        with override(language):
            address = reverse(f"desk:{name}", args=arguments)
        answer = page.goto(address)
        found = [*violations(page), *(["is wider than the window"] if is_too_wide(page) else [])]
        if answer.status != 200 or found:
            faults[name] = answer.status, found

    assert faults == {}
