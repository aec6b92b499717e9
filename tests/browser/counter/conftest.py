"""A booth with goods and a counter that sells there."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db.models import Sum
from django.utils.timezone import localdate, now

from shop.locations.models import Assignment
from shop.pos.devices.enrolling import invite
from shop.pos.devices.pins import set_pin
from shop.stock.models import Balance
from tests.browser.conftest import PHONE
from tests.browser.counter.seller import PIN, Seller
from tests.factories import a_location, a_lot, a_member_of_staff, a_product, a_shelf


@pytest.fixture(params=[PHONE], ids=["360px"])
def width(request):
    """A counter is a phone; the wide screen is looked at once, below."""
    return request.param


@pytest.fixture
def booth(market):
    """A booth with fish sauce, peanut oil, rice wine and a tea whose certificate was never given; Lài sells there."""
    booth = a_location("Gian 14", ward=market.ward)
    fish = a_product("Nước mắm Cửa Khe", price=120_000, on_hand=20, location=booth)
    past = a_lot(fish, code="CU-01", expires_on=localdate() - timedelta(days=1))
    a_shelf(fish, on_hand=0, lot=past, location=booth)
    a_product("Dầu phụng nguyên chất", price=85_000, on_hand=20, location=booth)
    a_product("Trà sâm Ngọc Linh", price=210_000, on_hand=5, location=booth, stars=None)
    a_product("Rượu cần", price=150_000, on_hand=5, location=booth, abv=Decimal("14"))
    return booth


@pytest.fixture
def manager(booth):
    return a_member_of_staff(location=booth, role=Assignment.Role.MANAGER, first_name="Bốn")


@pytest.fixture
def counter(window, booth, manager):
    """A counter enrolled at the booth, unlocked by Lài, with an open shift of 500.000 ₫."""
    set_pin(user=a_member_of_staff(location=booth, first_name="Lài"), pin=PIN, at=now())
    seller = Seller(window(service_workers="allow"))
    seller.enrol(invite(location=booth, by=manager, at=now()).path)
    seller.unlock("Lài")
    seller.open_shift(cash=500_000)
    return seller


@pytest.fixture
def on_hand(booth):
    """The server's units by goods, asked anew each time."""

    def units() -> dict[str, int]:
        shelves = Balance.objects.filter(location=booth)
        return dict(shelves.values_list("lot__product__title").annotate(Sum("on_hand")))

    return units
