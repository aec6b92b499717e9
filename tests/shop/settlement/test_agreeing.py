"""Terms begin and end today or later; of two alike one begins on a day."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from shop.locations.models import Location
from shop.settlement import agreeing, rates
from shop.settlement.exceptions import BeginsAlready, InThePast
from shop.settlement.models import Terms
from tests.factories import a_product

pytestmark = pytest.mark.django_db

TODAY = localdate()
DAY = timedelta(days=1)


def agree(**facts) -> Terms:
    usual = {"producer": None, "location_kind": "", "permille": 120, "valid_from": TODAY, "note": "", "today": TODAY}
    return agreeing.agree(**usual | facts)


def share_of(producer, day, kind=Location.Kind.FAIR) -> int:
    return rates.of([producer.pk]).permille(producer_id=producer.pk, kind=kind, day=day)


def test_younger_terms_hold_from_their_day_and_older_ones_before():
    producer = a_product().producer
    agree()
    agree(permille=90, valid_from=TODAY + DAY)

    assert [share_of(producer, TODAY + n * DAY) for n in range(2)] == [120, 90]


def test_terms_that_ended_hold_on_their_last_day_and_no_longer():
    producer = a_product().producer
    agreeing.end(terms=agree(), until=TODAY + DAY, today=TODAY)

    assert [share_of(producer, TODAY + n * DAY) for n in range(3)] == [120, 120, 0]


def test_what_was_sold_keeps_its_terms():
    with pytest.raises(InThePast):
        agree(valid_from=TODAY - DAY)
    with pytest.raises(InThePast):
        agreeing.end(terms=agree(), until=TODAY - DAY, today=TODAY)

    assert list(Terms.objects.values_list("valid_from", "valid_until")) == [(TODAY, None)]


@pytest.mark.parametrize("of_one", [False, True])
def test_of_two_alike_one_begins_on_a_day(of_one):
    producer = a_product().producer if of_one else None
    agree(producer=producer)

    with pytest.raises(BeginsAlready):
        agree(producer=producer, permille=90)

    assert Terms.objects.get().permille == 120
