"""A statement takes in what is open up to its day, once; what is heard of later stands in the next."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate, now

from shop.settlement import accruing, closing
from shop.settlement.exceptions import AlreadyPaid, NothingToSettle
from shop.settlement.models import Accrual, Statement, Terms
from shop.stock.audit import audit
from tests.factories import a_location, a_lot, a_member_of_staff, a_product
from tests.shop.settlement.test_accruing import a_sale

pytestmark = pytest.mark.django_db

AT = now()
TODAY = localdate(AT)


@pytest.fixture
def lot(db):
    Terms.objects.create(permille=100, valid_from=TODAY - timedelta(days=90))
    return a_lot(a_product())


def close(lot, **facts):
    facts = {"producer": lot.product.producer, "until": TODAY, "at": AT, "actor": a_member_of_staff()} | facts
    return closing.close(**facts)


def test_a_statement_adds_up_sales_refunds_and_charges(lot):
    sale = a_sale(lot=lot, gross=100_000)
    accruing.given_back([accruing.GivenBack(of=sale, units=1, gross=33_333, source_key="back", at=AT)])
    fee = {"producer": lot.product.producer, "location": None, "reason": "Gian A1", "source_key": "fee", "at": AT}
    accruing.charge(**fee, amount=20_000)
    accruing.charge(**fee, amount=20_000)
    statement = close(lot)

    assert (statement.name, statement.quantity, statement.gross) == ("QT000001", 2, 66_667)
    assert (statement.operator_share, statement.producer_share) == (6_667, 60_000)
    assert (statement.charges, statement.owed) == (20_000, 40_000)


def test_nothing_is_in_two_statements_and_what_comes_later_is_in_the_next(lot):
    sale = a_sale(lot=lot, gross=100_000)
    first = close(lot)
    accruing.given_back(
        [accruing.GivenBack(of=sale, units=3, gross=100_000, source_key="back", at=AT - timedelta(days=2))]
    )
    second = close(lot)

    assert [(s.number, s.owed) for s in (first, second)] == [(1, 90_000), (2, -90_000)]
    with pytest.raises(NothingToSettle):
        close(lot)


def test_later_days_other_places_and_other_producers_stay_open(lot):
    here = a_location()
    a_sale(lot=lot, location=here, key="here")
    a_sale(lot=lot, key="elsewhere")
    a_sale(lot=lot, location=here, key="tomorrow", at=AT + timedelta(days=1))
    a_sale(location=here, key="another's")
    statement = close(lot, locations=[here])

    assert list(statement.accruals.values_list("source_key", flat=True)) == ["here"]


def test_it_is_paid_once(lot):
    a_sale(lot=lot)
    statement = close(lot)
    paid = {"statement": statement, "at": AT, "actor": a_member_of_staff()}
    first = closing.mark_paid(**paid, reference="FT1")

    assert closing.mark_paid(**paid, reference="FT1") == first
    with pytest.raises(AlreadyPaid):
        closing.mark_paid(**paid, reference="FT2")


def test_the_audit_finds_a_row_that_slipped_out_of_its_statement(lot):
    a_sale(lot=lot, key="one")
    close(lot)
    Accrual.objects.update(statement=None)

    assert [f.subject for f in audit() if f.invariant == "statement"] == [
        f"statement {Statement.objects.get().pk} {name}"
        for name in ("quantity", "gross", "operator_share", "producer_share")
    ]
