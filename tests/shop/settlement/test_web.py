"""Orders accrue when goods leave; returns and refunds take it back, in whatever order they are heard of."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from shop.order import following
from shop.order.sending import returns, shipping_out
from shop.payment import refunding
from shop.payment.attempts import Refund
from shop.payment.houses.gateway import Given, RefundFinding
from shop.settlement import web
from shop.settlement.models import Accrual
from shop.stock.audit import audit
from tests.factories import a_location, a_member_of_staff, a_product, a_shelf, an_order
from tests.factories.paying import a_paid_order
from tests.factories.sending import a_delivered_order, a_sent_order
from tests.fakes.stripe import FakeStripe

pytestmark = pytest.mark.django_db


@pytest.fixture
def stripe(settings):
    with FakeStripe() as fake:
        settings.BASE_URL = "http://testserver"
        settings.STRIPE_API_BASE = fake.url
        settings.STRIPE_SECRET_KEY = fake.secret_key
        settings.STRIPE_WEBHOOK_SECRET = fake.webhook_secret
        yield fake


@pytest.fixture(autouse=True)
def _books(site, vietnam):
    yield
    assert audit() == []


def rows():
    return list(Accrual.objects.order_by("pk").values_list("quantity", "gross"))


def send(order):
    for parcel in order.parcels.filter(state="planned"):
        shipping_out.pack(parcel=parcel, at=now())
        shipping_out.dispatch(parcel=parcel, tracking_number="VN1", at=now())


def give_back(order, units, *, key="refund", still_send=False):
    line = order.lines.get()
    return refunding.refund(
        order=order, lines={line: units}, shipping=0, reason="Vỡ", key=key, at=now(), still_send=still_send
    )


def take_back(order, units, *, key="return"):
    return returns.take_back(
        parcel_line=order.parcels.get().lines.get(),
        restocked=0,
        written_off=units,
        reason="Vỡ",
        at=now(),
        actor=a_member_of_staff(),
        key=key,
    )


def test_an_order_accrues_when_its_goods_leave():
    order = an_order((a_product(on_hand=5), 2))
    before = rows()
    send(order)

    assert (before, rows()) == ([], [(2, 240_000)])


def test_each_lot_is_a_row_of_its_own_and_they_add_up_to_the_line():
    product = a_product()
    a_shelf(product, on_hand=1)
    a_shelf(product, on_hand=4)
    a_sent_order((product, 3))

    assert sorted(rows()) == [(1, 120_000), (2, 240_000)]


def test_a_refund_after_the_goods_have_left_takes_its_share_back(stripe):
    order, _attempt = a_paid_order(stripe, (a_product(on_hand=5), 3))
    send(order)
    give_back(order, 1)

    assert rows() == [(3, 360_000), (-1, -120_000)]


def test_a_refund_of_units_never_sent_takes_nothing_back(stripe):
    order, _attempt = a_paid_order(stripe, (a_product(on_hand=5), 3))
    give_back(order, 1)
    send(order)

    assert rows() == [(2, 240_000)]


def test_units_paid_back_and_sent_all_the_same_bring_nothing(stripe):
    order, _attempt = a_paid_order(stripe, (a_product(on_hand=5), 3))
    give_back(order, 1, still_send=True)
    send(order)

    assert rows() == [(3, 360_000), (-1, -120_000)]


@pytest.mark.parametrize("deeds", [(take_back, give_back), (give_back, take_back)])
def test_a_unit_that_came_back_and_is_refunded_is_taken_back_once(stripe, deeds):
    order, _attempt = a_paid_order(stripe, (a_product(on_hand=5), 2))
    send(order)
    for deed in deeds:
        deed(order, 1)

    assert rows() == [(2, 240_000), (-1, -120_000)]


def test_goods_for_cash_that_nobody_took_bring_nothing():
    order = a_sent_order((a_product(on_hand=5), 2))
    take_back(order, 2)

    assert rows() == [(2, 240_000), (-2, -240_000)]


def test_a_refund_that_did_not_go_through_is_accrued_again(stripe):
    order, _attempt = a_paid_order(stripe, (a_product(on_hand=5), 2))
    send(order)
    refund = give_back(order, 1)
    refunding.take_in(refund, RefundFinding(given=Given.FAILED), at=now())

    assert Refund.objects.get().state == Refund.State.FAILED
    assert rows() == [(2, 240_000), (-1, -120_000), (1, 120_000)]


def test_a_line_whose_price_cannot_be_divided_is_shared_to_the_last_dong(stripe):
    product = a_product(price=100_000)
    a_shelf(product, on_hand=1)
    a_shelf(product, on_hand=5)
    order, _attempt = a_paid_order(stripe, (product, 3))
    order.lines.update(line_price_incl_tax=299_999)
    send(order)
    sold = sum(gross for _units, gross in rows())
    for n in range(3):
        give_back(order, 1, key=f"refund {n}")
    refunded = sum(Refund.objects.values_list("amount", flat=True))

    assert (sold, refunded, Accrual.objects.totals()["gross"]) == (299_999, 299_999, 0)


def test_parcels_from_two_places_accrue_where_they_left():
    product = a_product()
    here, there = a_location(), a_location()
    a_shelf(product, on_hand=2, location=here)
    a_shelf(product, on_hand=1, location=there)
    a_sent_order((product, 3))

    found = dict(Accrual.objects.values_list("location__name", "quantity"))
    assert found == {here.name: 2, there.name: 1}


def test_what_was_never_followed_is_caught_up_and_a_second_time_changes_nothing():
    order = an_order((a_product(on_hand=5), 2))
    followers, following.followers[:] = list(following.followers), []
    send(order)
    following.followers[:] = followers
    broken = {fault.invariant for fault in audit()}
    caught = [web.catch_up(at=now()), web.catch_up(at=now())]

    assert (broken, caught, rows()) == ({"accrued"}, [1, 0], [(2, 240_000)])


def test_an_order_is_followed_again_in_as_many_questions_for_five_lines_as_for_one():
    asked = []
    for lines in (1, 5):
        order = a_delivered_order(*[(a_product(on_hand=3), 1) for _ in range(lines)])
        with CaptureQueriesContext(connection) as queries:
            web.follow(order=order, at=now())
        asked.append(len(queries))

    assert asked[0] == asked[1]
