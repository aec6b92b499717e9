"""A sale's dong are shared to the last, and whatever is given back takes its shares back exactly."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate, now
from hypothesis import given, settings
from hypothesis import strategies as st

from shop.settlement import accruing
from shop.settlement.exceptions import KeyReused, MoreThanWasSold, WrittenOnce
from shop.settlement.models import Accrual, Terms
from tests.factories import a_location, a_lot, a_product
from tests.thoroughness import examples

pytestmark = pytest.mark.django_db

AT = now()


def terms(permille, **facts):
    return Terms.objects.create(permille=permille, **{"valid_from": localdate(AT) - timedelta(days=30)} | facts)


def a_sale(*, lot=None, location=None, quantity=3, gross=100_000, key="sale 1", at=AT):
    lot, location = lot or a_lot(a_product()), location or a_location()
    channel = Accrual.Channel.COUNTER
    return accruing.sold([accruing.Sold(key, channel, location, lot, quantity, gross, at)])[0]


def shares(*rows):
    return [(row.quantity, row.gross, row.operator_share, row.producer_share) for row in rows]


def test_the_operators_share_is_rounded_down_and_the_producer_has_the_rest():
    terms(125)

    assert shares(a_sale(gross=100_001)) == [(3, 100_001, 12_500, 87_501)]


def test_without_a_contract_all_is_the_producers():
    assert shares(a_sale()) == [(3, 100_000, 0, 100_000)]


def test_the_most_specific_terms_hold():
    lot, booth = a_lot(a_product()), a_location(kind="fair")
    maker = lot.product.producer
    terms(200)
    seen = [a_sale(lot=lot, location=booth, key="all").permille]
    terms(150, location_kind="fair")
    seen.append(a_sale(lot=lot, location=booth, key="kind").permille)
    terms(100, producer=maker)
    seen.append(a_sale(lot=lot, location=booth, key="producer").permille)
    terms(50, producer=maker, location_kind="fair")
    seen.append(a_sale(lot=lot, location=booth, key="both").permille)
    elsewhere = a_sale(lot=lot, location=a_location(kind="market"), key="elsewhere").permille
    somebody = a_sale(location=booth, key="somebody else").permille

    assert (seen, elsewhere, somebody) == ([200, 150, 100, 50], 100, 150)


def test_terms_hold_on_their_days_and_the_younger_before_the_older():
    today = localdate(AT)
    terms(300, valid_until=today - timedelta(days=10))
    terms(200, valid_from=today - timedelta(days=20))
    terms(100, valid_from=today - timedelta(days=2))
    lot = a_lot(a_product())
    found = [a_sale(lot=lot, key=f"{n}", at=AT - timedelta(days=n)).permille for n in (29, 15, 5, 2, 0)]

    assert found == [300, 200, 200, 100, 100]


def test_a_sale_is_written_once_whatever_is_heard_twice():
    lot, location = a_lot(a_product()), a_location()

    assert a_sale(lot=lot, location=location) == a_sale(lot=lot, location=location)
    with pytest.raises(KeyReused):
        a_sale(lot=lot, location=location, gross=99_999)


def test_it_is_never_changed():
    sale = a_sale()

    with pytest.raises(WrittenOnce):
        sale.save()


def test_the_database_refuses_shares_that_do_not_add_up():
    sale = a_sale()

    with pytest.raises(IntegrityError), transaction.atomic():
        Accrual.objects.filter(pk=sale.pk).update(producer_share=1)


def test_more_than_was_sold_does_not_come_back():
    sale = a_sale(quantity=2)
    accruing.given_back([accruing.GivenBack(of=sale, units=1, gross=60_000, source_key="back 1", at=AT)])

    with pytest.raises(MoreThanWasSold):
        accruing.given_back([accruing.GivenBack(of=sale, units=1, gross=40_001, source_key="back 2", at=AT)])
    with pytest.raises(MoreThanWasSold):
        accruing.given_back([accruing.GivenBack(of=sale, units=2, gross=1, source_key="back 3", at=AT)])
    assert Accrual.objects.count() == 2


def test_what_is_given_back_has_the_share_of_its_sale_though_the_terms_have_changed():
    terms(100)
    sale = a_sale(quantity=1)
    terms(400, valid_from=localdate(AT))
    [back] = accruing.given_back([accruing.GivenBack(of=sale, units=1, gross=100_000, source_key="back", at=AT)])

    assert shares(sale, back) == [(1, 100_000, 10_000, 90_000), (-1, -100_000, -10_000, -90_000)]


@settings(max_examples=examples(60), deadline=None)
@given(
    gross=st.integers(1, 5_000_000),
    permille=st.integers(0, 1000),
    parts=st.lists(st.integers(0, 400_000), min_size=1, max_size=8),
    data=st.data(),
)
def test_parts_however_cut_take_back_exactly_the_whole(gross, permille, parts, data):
    with transaction.atomic():
        terms(permille)
        sale = a_sale(quantity=len(parts) + 1, gross=gross)
        left = gross
        for n, part in enumerate(parts):
            accruing.given_back(
                [accruing.GivenBack(of=sale, units=1, gross=min(part, left), source_key=f"part {n}", at=AT)]
            )
            left -= min(part, left)
        accruing.given_back([accruing.GivenBack(of=sale, units=1, gross=left, source_key="rest", at=AT)])
        found = Accrual.objects.totals()
        transaction.set_rollback(True)

    assert found == {"quantity": 0, "gross": 0, "operator_share": 0, "producer_share": 0}


def test_shares_cut_part_by_part_would_not_add_up():
    """The negative control: the share of each part by itself loses a dong here and there."""
    parts = [33_333, 33_333, 33_334]

    assert sum(accruing.operators(part, 125) for part in parts) != accruing.operators(100_000, 125)
