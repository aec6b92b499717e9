from datetime import timedelta

import pytest
from django.utils.timezone import now

from shop.order import life
from shop.order.exceptions import AlreadySent, TooMany, WrongCode, WrongState
from shop.order.models import Order
from shop.order.parcels import Parcel
from shop.order.sending import returns, shipping_out
from shop.stock.audit import audit
from shop.stock.models import Balance, Reservation
from tests.factories import a_basket, a_location, a_member_of_staff, a_product
from tests.factories.ordering import submit_an_order

AT = now()
pytestmark = pytest.mark.django_db
State = Reservation.State


def a_cash_order(on_hand=5, units=2, **facts):
    return submit_an_order(a_basket((a_product(on_hand=on_hand), units)), at=AT, **facts)


def sent(order, tracking_number="VN123"):
    for parcel in order.parcels.all():
        shipping_out.pack(parcel=parcel, at=AT)
        shipping_out.dispatch(parcel=parcel, tracking_number=tracking_number, at=AT)


def a_basket_from_two_locations():
    here, there = a_location("Kho Bắc"), a_location("Kho Nam")
    return a_basket((a_product(on_hand=5, location=here), 1), (a_product("Đèn lồng", on_hand=5, location=there), 1))


def shelf():
    return list(Balance.objects.order_by("pk").values_list("on_hand", "reserved"))


def test_a_paid_order_is_confirmed_and_its_goods_stay_promised():
    order = a_cash_order(pays_by="vietqr")

    life.confirm(order=order, at=AT)
    life.confirm(order=order, at=AT)

    order.refresh_from_db()
    assert (order.status, order.expires_at) == (Order.CONFIRMED, None)
    assert [(r.state, r.expires_at) for r in Reservation.objects.all()] == [(State.COMMITTED, None)]
    assert [(c.old_status, c.new_status) for c in order.status_changes.all()] == [("awaiting_payment", "confirmed")]


def test_a_cancelled_order_holds_nothing_and_its_parcels_are_cancelled():
    order = a_cash_order()

    life.cancel(order=order, because="đổi ý", at=AT)
    life.cancel(order=order, because="lần nữa", at=AT)

    order.refresh_from_db()
    assert (order.status, order.cancelled_because, shelf()) == (Order.CANCELLED, "đổi ý", [(5, 0)])
    assert [parcel.state for parcel in order.parcels.all()] == [Parcel.State.CANCELLED]


def test_a_cancelled_order_is_not_confirmed():
    order = a_cash_order(pays_by="vietqr")
    life.cancel(order=order, because="hết hạn", at=AT)

    with pytest.raises(WrongState):
        life.confirm(order=order, at=AT)

    assert shelf() == [(5, 0)]


def test_what_has_left_is_not_cancelled():
    order = a_cash_order()
    sent(order)

    with pytest.raises(AlreadySent):
        life.cancel(order=order, because="đổi ý", at=AT)

    assert Order.objects.get().status == Order.CONFIRMED


def test_a_late_payment_revives_the_order_with_new_parcels_at_the_old_price():
    order = a_cash_order(pays_by="vietqr")
    life.cancel(order=order, because="hết hạn", at=AT)

    is_revived = life.revive(order=order, at=AT + timedelta(days=2))

    order.refresh_from_db()
    open_parcels = order.parcels.exclude(state=Parcel.State.CANCELLED)
    assert (is_revived, order.status, shelf()) == (True, Order.CONFIRMED, [(5, 2)])
    assert [(parcel.number, parcel.fee) for parcel in open_parcels] == [(2, int(order.shipping_incl_tax))]
    assert list(audit(at=AT)) == []


def test_a_late_payment_for_goods_sold_meanwhile_does_not_revive():
    order = a_cash_order(on_hand=2, pays_by="vietqr")
    life.cancel(order=order, because="hết hạn", at=AT)
    submit_an_order(a_basket((order.lines.get().product, 1)), at=AT)

    is_revived = life.revive(order=order, at=AT)

    order.refresh_from_db()
    assert (is_revived, order.status, shelf()) == (False, Order.CANCELLED, [(2, 1)])


def test_units_cancelled_go_free_and_their_parcel_shrinks():
    order = a_cash_order(units=3)
    line = order.lines.get()

    life.cancel_units(line=line, quantity=2, because="hết hàng", at=AT)

    line.refresh_from_db()
    assert (line.quantity, line.units_cancelled, shelf()) == (3, 2, [(5, 1)])
    assert [content.quantity for content in order.parcels.get().lines.all()] == [1]
    assert list(audit(at=AT)) == []


def test_more_units_than_are_held_are_not_cancelled():
    order = a_cash_order(units=2)

    with pytest.raises(TooMany) as refusal:
        life.cancel_units(line=order.lines.get(), quantity=3, because="?", at=AT)

    assert (refusal.value.wanted, refusal.value.possible) == (3, 2)
    assert shelf() == [(5, 2)]


def test_all_units_cancelled_is_the_order_cancelled():
    order = a_cash_order(units=2)

    life.cancel_units(line=order.lines.get(), quantity=2, because="hết hàng", at=AT)

    order.refresh_from_db()
    assert (order.status, shelf()) == (Order.CANCELLED, [(5, 0)])


def test_goods_leave_the_ledger_once_at_dispatch():
    order = a_cash_order()

    sent(order)
    sent_again = shipping_out.dispatch(parcel=order.parcels.get(), tracking_number="VN123", at=AT)

    assert (sent_again.state, sent_again.tracking_number, shelf()) == (Parcel.State.DISPATCHED, "VN123", [(3, 0)])
    assert list(audit(at=AT)) == []


def test_an_unpaid_order_is_not_packed():
    order = a_cash_order(pays_by="vietqr")

    with pytest.raises(WrongState):
        shipping_out.pack(parcel=order.parcels.get(), at=AT)

    assert order.parcels.get().state == Parcel.State.PLANNED


def test_a_parcel_is_not_dispatched_before_it_is_packed():
    order = a_cash_order()

    with pytest.raises(WrongState):
        shipping_out.dispatch(parcel=order.parcels.get(), tracking_number="VN1", at=AT)

    assert shelf() == [(5, 2)]


def test_the_order_is_completed_when_its_last_parcel_is_delivered():
    order = submit_an_order(a_basket_from_two_locations(), at=AT)
    sent(order)
    first, second = order.parcels.all()

    shipping_out.deliver(parcel=first, at=AT)
    between = Order.objects.get().status
    shipping_out.deliver(parcel=second, at=AT)
    shipping_out.deliver(parcel=second, at=AT)

    assert (between, Order.objects.get().status) == (Order.CONFIRMED, Order.COMPLETED)


def test_goods_to_be_fetched_are_handed_over_for_their_code_only():
    point = a_location("Trung tâm OCOP", kind="ocop_center", offers_pickup=True)
    order = submit_an_order(a_basket((a_product(on_hand=5, location=point), 2)), pickup=point, at=AT)
    parcel = shipping_out.pack(parcel=order.parcels.get(), at=AT)
    wrong = "000000" if parcel.pickup_code != "000000" else "111111"

    with pytest.raises(WrongCode):
        shipping_out.hand_over(parcel=parcel, code=wrong, at=AT)
    before = shelf()
    handed = shipping_out.hand_over(parcel=parcel, code=f" {parcel.pickup_code} ", at=AT)

    assert (handed.state, Order.objects.get().status) == (Parcel.State.DELIVERED, Order.COMPLETED)
    assert (before, shelf(), list(audit(at=AT))) == ([(5, 2)], [(3, 0)], [])


def test_returned_goods_are_restocked_or_written_off_and_counted_once():
    order = a_cash_order(units=3)
    sent(order)
    content = order.parcels.get().lines.get()
    facts = {"parcel_line": content, "reason": "khách đổi ý", "at": AT, "actor": a_member_of_staff()}

    returns.take_back(**facts, restocked=1, written_off=1, key="a")
    returns.take_back(**facts, restocked=1, written_off=1, key="a")

    assert shelf() == [(3, 0)]
    assert [(m.kind, m.quantity) for m in Balance.objects.get().location.movements.order_by("pk")] == [
        ("receive", 5),
        ("sale", -3),
        ("return", 2),
        ("damage", -1),
    ]
    assert list(audit(at=AT)) == []


def test_no_more_comes_back_than_was_sent():
    order = a_cash_order(units=2)
    sent(order)
    facts = {"parcel_line": order.parcels.get().lines.get(), "reason": "vỡ", "at": AT, "actor": a_member_of_staff()}
    returns.take_back(**facts, restocked=1, written_off=0, key="a")

    with pytest.raises(TooMany) as refusal:
        returns.take_back(**facts, restocked=2, written_off=0, key="b")

    assert (refusal.value.possible, shelf()) == (1, [(4, 0)])


def test_a_parcel_that_came_back_undelivered_is_over():
    order = a_cash_order(units=2)
    sent(order)
    facts = {"reason": "không người nhận", "at": AT, "actor": a_member_of_staff()}

    returns.take_back(parcel_line=order.parcels.get().lines.get(), restocked=2, written_off=0, key="a", **facts)

    assert (order.parcels.get().state, shelf(), list(audit(at=AT))) == (Parcel.State.RETURNED, [(5, 0)], [])
