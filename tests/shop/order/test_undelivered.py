"""Parcels that the carrier could not deliver: sent again as they are, or taken back and the order ended."""

import pytest
from django.utils.timezone import now

from shop.order.exceptions import WrongState
from shop.order.models import Order
from shop.order.parcels import Parcel
from shop.order.sending import returns, shipping_out
from shop.payment import calling_off, settling
from shop.stock.audit import audit
from shop.stock.models import Balance
from tests.factories import a_location, a_member_of_staff, a_product
from tests.factories.sending import a_delivered_order, a_sent_order

pytestmark = pytest.mark.django_db
AT = now()


def a_paid_order_on_its_way(*products_and_quantities):
    """Paid beforehand, then sent."""
    products = products_and_quantities or [(a_product(price=50_000, on_hand=5), 2)]
    return a_sent_order(*products, pays_by="vietqr", before_sending=pay)


def pay(order):
    settling.received(attempt=order.attempts.get(), amount=int(order.total_incl_tax), at=AT)


def bring_back(parcel):
    for number, line in enumerate(parcel.lines.all()):
        returns.take_back(
            parcel_line=line, restocked=line.quantity, written_off=0, reason="Không ai nhận",
            key=f"test:{parcel}:{number}", at=AT, actor=a_member_of_staff(),
        )  # fmt: skip


def shelf():
    return list(Balance.objects.order_by("pk").values_list("on_hand", "reserved"))


def test_an_order_that_came_back_whole_waits_for_a_person_then_ends_with_all_its_money_given_back(vietnam):
    order = a_paid_order_on_its_way()
    bring_back(order.parcels.get())
    order.refresh_from_db()
    waiting = order.status

    refund = calling_off.give_up(order=order, because="Không ai nhận", at=AT)
    again = calling_off.give_up(order=order, because="Không ai nhận", at=AT)

    order.refresh_from_db()
    assert (waiting, order.status, order.cancelled_because) == (Order.CONFIRMED, Order.CANCELLED, "Không ai nhận")
    assert (refund, refund.amount, shelf()) == (again, order.total_incl_tax, [(5, 0)])
    assert audit() == []


def test_an_order_to_be_paid_on_delivery_ends_without_a_refund(vietnam):
    order = a_sent_order((a_product(on_hand=5), 2))
    bring_back(order.parcels.get())

    assert calling_off.give_up(order=order, because="Không ai nhận", at=AT) is None

    order.refresh_from_db()
    assert order.status == Order.CANCELLED


@pytest.mark.parametrize("make", [a_sent_order, a_delivered_order])
def test_an_order_of_which_something_is_out_or_has_arrived_is_not_ended(vietnam, make):
    here, there = a_location("Kho Bắc"), a_location("Kho Nam")
    first = a_product(on_hand=5, location=here)
    order = make((first, 1), (a_product("Đèn lồng", on_hand=5, location=there), 1))
    bring_back(order.parcels.first())

    with pytest.raises(WrongState):
        calling_off.give_up(order=order, because="Không ai nhận", at=AT)

    assert list(order.attempts.values_list("is_called_off", flat=True)) == [False]


def test_a_box_that_came_back_goes_out_anew_without_touching_the_shelf(vietnam):
    order = a_sent_order((a_product(on_hand=5), 2), tracking_number="VN1")
    parcel = order.parcels.get()

    for _ in range(2):
        shipping_out.send_again(parcel=parcel, tracking_number="VN2", at=AT)
    shipping_out.deliver(parcel=parcel, at=AT)

    parcel.refresh_from_db()
    order.refresh_from_db()
    assert (parcel.tracking_number, order.status, shelf()) == ("VN2", Order.COMPLETED, [(3, 0)])
    assert [note.message for note in order.notes.all()] == [f"{parcel}: VN1 → VN2"]
    assert audit() == []


def test_an_opened_box_is_not_sent_again(vietnam):
    order = a_sent_order((a_product(on_hand=5), 2))
    parcel = order.parcels.get()
    line = parcel.lines.get()
    returns.take_back(
        parcel_line=line, restocked=1, written_off=0, reason="Vỡ", key="test:1", at=AT, actor=a_member_of_staff()
    )

    with pytest.raises(WrongState):
        shipping_out.send_again(parcel=parcel, tracking_number="VN2", at=AT)

    parcel.refresh_from_db()
    assert (parcel.state, parcel.tracking_number) == (Parcel.State.DISPATCHED, "VN123")
