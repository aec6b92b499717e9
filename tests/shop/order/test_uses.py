"""Offers and codes with limits: counted with the order, given back with its goods, and never given once too often."""

from datetime import timedelta
from threading import Barrier

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.utils.timezone import now

from shop.basket import vouchers
from shop.checkout import submit as room
from shop.checkout.bill import draw_up
from shop.checkout.exceptions import TotalChanged
from shop.checkout.expiry import expire_unpaid
from shop.offer import limits
from shop.order import life, uses
from shop.order.models import Order
from shop.stock.audit import audit
from tests.factories import a_basket, a_product
from tests.factories.offers import a_voucher, an_offer
from tests.factories.ordering import a_buyer, a_delivery, a_service, submit_an_order
from tests.races import PATIENCE_SECONDS, at_once

AT = now()


def with_code(product, code="TET2027", units=1):
    basket = a_basket((product, units))
    vouchers.redeem(basket=basket, code=code, user=AnonymousUser())
    return basket


def counted(voucher, offer) -> tuple:
    for row in (voucher, offer):
        row.refresh_from_db()
    return (
        (voucher.applications.count(), voucher.num_orders, int(voucher.total_discount)),
        (offer.num_applications, offer.num_orders, int(offer.total_discount), offer.status),
    )


@pytest.fixture
def code(vietnam):
    """For one order, its offer for one use: 10 % off."""
    voucher = a_voucher(usage="Single use")
    voucher.offers.update(max_global_applications=1)
    return voucher


@pytest.fixture
def goods(vietnam):
    return a_product(price=50_000, on_hand=5)


@pytest.mark.django_db
def test_a_code_is_counted_with_its_order_and_given_back_when_that_is_cancelled(code, goods):
    order = submit_an_order(with_code(goods))
    while_it_stood = counted(code, code.offers.get())

    life.cancel(order=order, because="đổi ý", at=AT)
    life.cancel(order=order, because="lần nữa", at=AT)

    assert while_it_stood == ((1, 1, 5_000), (1, 1, 5_000, "Consumed"))
    assert counted(code, code.offers.get()) == ((0, 0, 0), (0, 0, 0, "Open"))
    assert int(submit_an_order(with_code(goods)).total_discount_incl_tax) == 5_000


@pytest.mark.django_db
def test_a_code_is_given_back_when_the_order_was_not_paid_in_time_and_counts_again_when_it_is_paid_late(code, goods):
    order = submit_an_order(with_code(goods), pays_by="vietqr", at=AT)
    expire_unpaid(at=AT + timedelta(days=2))
    while_it_was_over = counted(code, code.offers.get())

    life.revive(order=order, at=AT + timedelta(days=2))

    assert while_it_was_over == ((0, 0, 0), (0, 0, 0, "Open"))
    assert counted(code, code.offers.get()) == ((1, 1, 5_000), (1, 1, 5_000, "Consumed"))


@pytest.mark.django_db
def test_an_order_whose_goods_were_sold_meanwhile_takes_no_code_again(code):
    order = submit_an_order(with_code(a_product(price=50_000, on_hand=1)), pays_by="vietqr", at=AT)
    life.cancel(order=order, because="hết hạn", at=AT)
    submit_an_order(a_basket((order.lines.get().product, 1)), at=AT)

    assert life.revive(order=order, at=AT) is False
    assert counted(code, code.offers.get())[0] == (0, 0, 0)


@pytest.mark.django_db
def test_a_code_is_given_back_with_the_last_unit_and_not_before(code, goods):
    order = submit_an_order(with_code(goods, units=2))
    line = order.lines.get()

    life.cancel_units(line=line, quantity=1, because="vỡ", at=AT)
    before = counted(code, code.offers.get())[0]
    life.cancel_units(line=line, quantity=1, because="vỡ", at=AT)

    assert (before, counted(code, code.offers.get())[0]) == ((1, 1, 10_000), (0, 0, 0))


@pytest.mark.django_db
def test_a_code_that_lowers_nothing_any_more_is_not_used_up(goods):
    voucher = a_voucher(usage="Single use", of=[goods])
    basket = with_code(goods)
    basket.lines.all().delete()
    basket.add_product(a_product("Chè dây", on_hand=5), 1)

    submit_an_order(basket)

    assert voucher.applications.count() == 0


@pytest.mark.django_db
def test_an_offer_suspended_by_hand_stays_so(goods):
    offer = an_offer(max_global_applications=1)
    order = submit_an_order(a_basket((goods, 1)))
    type(offer).objects.update(status="Suspended")

    life.cancel(order=order, because="đổi ý", at=AT)

    offer.refresh_from_db()
    assert (offer.num_applications, offer.status) == (0, "Suspended")


def press_together(monkeypatch) -> list:
    """Two buyers who saw the same low price press in one moment; neither counts before both were told it is left."""
    a_service()
    product = a_product(price=50_000, on_hand=5)
    baskets = [with_code(product) for _ in range(2)]
    total = draw_up(basket=baskets[0], delivery=a_delivery(), cash=True, at=now()).total
    together, count = Barrier(2), uses.count

    def count_together(order):
        together.wait(PATIENCE_SECONDS)
        count(order)

    monkeypatch.setattr(uses, "count", count_together)
    facts = {"buyer": a_buyer(), "delivery": a_delivery(), "pays_by": "cash", "expected_total": total, "at": now()}
    return at_once(*(lambda basket=basket: room.submit(basket=basket, **facts) for basket in baskets))


@pytest.fixture
def code_for_many_with_one_use_left(site, vietnam):
    voucher = a_voucher(usage="Multi-use")
    voucher.offers.update(max_global_applications=1)
    return voucher


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_the_last_use_of_a_code_is_given_to_one_of_two(code_for_many_with_one_use_left, monkeypatch):
    answers = press_together(monkeypatch)

    assert {type(answer) for answer in answers} == {Order, TotalChanged}
    assert (code_for_many_with_one_use_left.offers.get().num_applications, Order.objects.count()) == (1, 1)
    assert audit() == []


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_without_the_condition_both_get_it(code_for_many_with_one_use_left, monkeypatch):
    monkeypatch.setattr(limits, "_is_left", lambda times: Q())

    answers = press_together(monkeypatch)

    assert [type(answer) for answer in answers] == [Order, Order]
    assert code_for_many_with_one_use_left.offers.get().num_applications == 2
