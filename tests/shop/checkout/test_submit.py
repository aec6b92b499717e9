from datetime import timedelta

import pytest
from django.conf import settings
from django.utils.timezone import now

from shop.checkout.exceptions import EmptyBasket, TotalChanged
from shop.checkout.submit import submit
from shop.order.models import Order
from shop.payment.attempts import PaymentAttempt
from shop.stock import allocation
from shop.stock.exceptions import InsufficientStock
from shop.stock.models import Balance, Reservation
from tests.factories import a_basket, a_location, a_product, a_shelf
from tests.factories.ordering import a_buyer, a_delivery, a_service, submit_an_order

AT = now()
pytestmark = pytest.mark.django_db


def test_cash_on_delivery_is_confirmed_at_once_and_the_goods_are_promised():
    fish_sauce = a_product(price=120_000, on_hand=5)

    order = submit_an_order(a_basket((fish_sauce, 2)), pays_by="cash", at=AT)

    assert (order.status, order.expires_at) == (Order.CONFIRMED, None)
    assert (int(order.total_incl_tax), int(order.shipping_incl_tax)) == (240_000 + 37_000, 37_000)
    assert [(r.quantity, r.state) for r in Reservation.objects.all()] == [(2, Reservation.State.COMMITTED)]
    assert [(p.number, p.fee, [(x.line.title, x.quantity) for x in p.lines.all()]) for p in order.parcels.all()] == [
        (1, 37_000, [("Nước mắm Cửa Khe", 2)])
    ]
    assert [(a.house, a.amount, a.state) for a in order.attempts.all()] == [("cash", 277_000, "created")]


def test_paid_beforehand_the_goods_are_held_for_a_time():
    order = submit_an_order(a_basket((a_product(on_hand=5), 1)), pays_by="vietqr", at=AT)

    until = AT + timedelta(minutes=settings.PAYMENT_MINUTES["vietqr"])
    assert (order.status, order.expires_at) == (Order.AWAITING_PAYMENT, until)
    assert [(r.state, r.expires_at) for r in Reservation.objects.all()] == [(Reservation.State.ACTIVE, until)]


def test_a_basket_submitted_twice_makes_one_order():
    basket = a_basket((a_product(on_hand=5), 1))

    first = submit_an_order(basket)
    again = submit(basket=basket, buyer=a_buyer(), delivery=a_delivery(), pays_by="vietqr", expected_total=1, at=AT)

    assert again == first
    assert [Order.objects.count(), PaymentAttempt.objects.count(), Balance.objects.get().reserved] == [1, 1, 1]


def test_another_total_than_the_buyer_saw_writes_nothing():
    basket = a_basket((a_product(price=100_000, on_hand=5), 1))
    a_service(base=20_000, first_g=1000)

    with pytest.raises(TotalChanged) as refusal:
        submit(basket=basket, buyer=a_buyer(), delivery=a_delivery(), pays_by="cash", expected_total=99_000, at=AT)

    assert (refusal.value.expected, refusal.value.actual) == (99_000, 120_000)
    assert [Order.objects.count(), Reservation.objects.count(), Balance.objects.get().reserved] == [0, 0, 0]


def test_more_than_there_is_writes_nothing():
    basket = a_basket((a_product(on_hand=5), 3))
    a_service()
    Balance.objects.update(on_hand=2)

    with pytest.raises(InsufficientStock) as refusal:
        submit(basket=basket, buyer=a_buyer(), delivery=a_delivery(), pays_by="cash", expected_total=1, at=AT)

    assert (refusal.value.wanted, refusal.value.available) == (3, 2)
    assert [Order.objects.count(), Reservation.objects.count()] == [0, 0]


def too_late_for(shelf):
    """Somebody else empties the shelf: behind the plan's back, and again since that went back with the transaction."""
    plan = allocation.plan

    def planned(**asked):
        taken = Balance.objects.filter(pk=shelf.pk)
        if asked["is_locked"]:
            taken.update(reserved=shelf.on_hand)
            return plan(**asked)
        shares = plan(**asked)
        taken.update(reserved=shelf.on_hand)
        return shares

    return planned


def test_whoever_is_overtaken_is_sent_the_goods_from_another_shelf(monkeypatch):
    product = a_product(price=100_000)
    a_service(base=20_000, first_g=1000)
    first, second = (a_shelf(product, on_hand=2, location=a_location()) for _ in range(2))
    basket = a_basket((product, 1))
    monkeypatch.setattr(allocation, "plan", too_late_for(first))

    order = submit(basket=basket, buyer=a_buyer(), delivery=a_delivery(), pays_by="cash", expected_total=120_000, at=AT)

    assert [parcel.location for parcel in order.parcels.all()] == [second.location]
    assert [(held.balance, held.quantity) for held in Reservation.objects.all()] == [(second, 1)]


def test_an_empty_basket_is_refused():
    with pytest.raises(EmptyBasket):
        submit(basket=a_basket(), buyer=a_buyer(), delivery=a_delivery(), pays_by="cash", expected_total=0, at=AT)
