"""Reductions in whole dong: lines and shipping make the total, refunds of all units give back what was paid."""

from contextlib import contextmanager
from decimal import Decimal

import pytest
from django.db import transaction
from django.utils.timezone import now
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from oscar.core.loading import get_class

from shop.payment import refunding, settling
from tests.factories import a_basket, a_product
from tests.factories.offers import an_offer
from tests.factories.ordering import submit_an_order
from tests.thoroughness import examples

pytestmark = pytest.mark.django_db

Applicator = get_class("offer.applicator", "Applicator")
KINDS = ("Percentage", "Absolute", "Fixed", "Fixed price", "Multibuy")


def priced(basket):
    Applicator().apply(basket, basket.owner)
    return basket


def reduced(basket) -> list[Decimal]:
    return [line.discount_value for line in basket.all_lines()]


def test_a_percentage_of_each_line_is_rounded_down_to_whole_dong(vietnam):
    an_offer("Percentage", 10)

    basket = priced(a_basket((a_product(price=33_333, on_hand=9), 1), (a_product(price=77_777, on_hand=9), 3)))

    assert (reduced(basket), basket.total_incl_tax) == ([3_333, 23_333], 33_333 + 233_331 - 26_666)
    assert [given["discount"] for given in basket.offer_applications] == [26_666]


def test_an_amount_off_is_shared_by_price_and_the_last_line_takes_the_rest(vietnam):
    an_offer("Absolute", 10_000, max_basket_applications=1)

    basket = priced(a_basket(*[(a_product(price=100_000, on_hand=9), 1) for _ in range(3)]))

    assert sorted(reduced(basket)) == [3_333, 3_333, 3_334]


def test_offers_that_meet_on_a_line_take_no_more_than_its_price(vietnam):
    for _ in range(2):
        an_offer("Percentage", 80, exclusive=False)

    basket = priced(a_basket((a_product(price=10_000, on_hand=9), 1)))

    assert (basket.total_incl_tax, basket.total_discount) == (0, 10_000)
    assert sorted(given["discount"] for given in basket.offer_applications) == [2_000, 8_000]


offers = st.lists(
    st.tuples(st.sampled_from(KINDS), st.integers(1, 100), st.integers(1, 3), st.booleans()), min_size=1, max_size=3
)
lines = st.lists(st.tuples(st.integers(1, 300_000), st.integers(1, 5)), min_size=1, max_size=4)


@settings(
    max_examples=examples(25),
    phases=[Phase.explicit, Phase.generate],
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(lines=lines, offers=offers, data=st.data())
def test_whatever_the_offers_the_sums_are_exact(vietnam, lines, offers, data):
    with rolled_back():
        for kind, value, needs, exclusive in offers:
            worth = value if kind == "Percentage" else value * 997
            an_offer(kind, worth, needs=needs, exclusive=exclusive, max_basket_applications=2)
        basket = a_basket(*[(a_product(price=price, on_hand=9), units) for price, units in lines])

        order = submit_an_order(basket, pays_by="vietqr")
        settling.received(attempt=order.attempts.get(), amount=int(order.total_incl_tax), at=now())
        left = {line: line.quantity for line in order.lines.all()}
        while any(left.values()):
            line = data.draw(st.sampled_from([line for line, units in left.items() if units]))
            units = data.draw(st.integers(1, left[line]))
            if not refund_of(order, line, units):  # worth less than a dong alone
                units = left[line]
                refund_of(order, line, units)
            left[line] -= units

        goods = [line.line_price_incl_tax for line in order.lines.all()]
        assert [price for price in goods if price != int(price) or price < 0] == []
        assert sum(goods) + order.shipping_incl_tax == order.total_incl_tax
        assert sum(given.amount for given in order.discounts.all()) == sum(
            line.discount_incl_tax for line in order.lines.all()
        )
        assert order.attempts.get().refunded == sum(goods)


@contextmanager
def rolled_back():
    """Each example on the rows that the test began with."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def refund_of(order, line, units) -> int:
    """Dong that go back for these units; none where they cost nothing."""
    try:
        return refunding.refund(
            order=order, lines={line: units}, shipping=0, reason="Trả lại", key=f"{line.pk}:{now()}", at=now()
        ).amount
    except refunding.EmptyRefund:
        return 0
