"""A location's month adds up: what was paid, whose it is, what became of the units."""

from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pytest
import time_machine
from django.utils.timezone import now
from pypdf import PdfReader

from shop.settlement import months, papers
from shop.settlement.models import Accrual, Terms
from shop.stock.models import Balance
from tests.factories import a_location, a_product, a_shelf
from tests.factories.telling import a_counter
from themes.templatetags.theme import dong

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 18)


@pytest.fixture(autouse=True)
def noon():
    with time_machine.travel(datetime(2026, 11, 18, 5, tzinfo=UTC)):
        yield


@pytest.fixture
def shelf():
    Terms.objects.create(permille=100, valid_from=TODAY - timedelta(days=90))
    return a_shelf(a_product("Nước mắm"), on_hand=20, location=a_location("Hội An"))


@pytest.fixture
def sold(shelf):
    """Five units for cash of which one came back, two by card; the drawer lacks 10.000."""
    counter = a_counter(shelf, begins=now())
    counter.opens()
    sale = counter.sells((shelf.lot, 5))
    counter.sells((shelf.lot, 2), kind="card")
    counter.refunds(sale)
    counter.closes(lacking=10_000)
    counter.push(at=now() + timedelta(seconds=30))
    return shelf


def this_month(location) -> months.Month:
    return months.of(location, first=TODAY.replace(day=1), today=TODAY)


def test_a_month_adds_up_by_tender_by_producer_and_by_unit(sold):
    month = this_month(sold.location)

    assert [(taken, back) for _name, taken, back in month.tenders] == [(600_000, 120_000), (240_000, 0)]
    assert [(each.producer, each.quantity, each.gross) for each in month.earned] == [
        (sold.lot.product.producer, 6, 720_000)
    ]
    assert (month.gross, month.operator_share, month.producer_share) == (720_000, 72_000, 648_000)
    assert (month.counters, month.web, month.drawers, month.shifts) == (720_000, 0, -10_000, 1)
    assert (month.before, month.after, month.here, month.is_right) == (0, 14, 14, True)


def test_a_month_that_does_not_add_up_says_so(sold):
    """The negative control: a balance that the ledger does not know, and a sale that nobody accrued."""
    Balance.objects.filter(pk=sold.pk).update(on_hand=13)
    assert this_month(sold.location).is_right is False

    Balance.objects.filter(pk=sold.pk).update(on_hand=14)
    Accrual.objects.filter(of__isnull=False)._raw_delete("default")
    assert this_month(sold.location).is_right is False


def test_what_is_given_back_elsewhere_leaves_both_months_right(shelf):
    elsewhere = a_shelf(a_product(), on_hand=1, location=a_location("Tam Kỳ"))
    here, there = (a_counter(each, begins=now()) for each in (shelf, elsewhere))
    here.opens()
    there.opens()
    sale = here.sells((shelf.lot, 5))
    there.refunds(sale)
    for counter in (here, there):
        counter.push(at=now() + timedelta(seconds=30))

    sold, gave = this_month(shelf.location), this_month(there.device.location)

    assert (sold.counters, sold.given_back, sold.is_right) == (480_000, 120_000, True)
    assert [back for _name, _taken, back in gave.tenders] == [120_000]
    assert (gave.counters, gave.given_back, gave.is_right) == (0, 0, True)


def test_another_month_and_another_place_have_nothing_of_it(sold):
    next_month = (TODAY.replace(day=1) + timedelta(days=32)).replace(day=1)
    later = months.of(sold.location, first=next_month, today=next_month)

    assert (later.tenders, later.earned, later.gross, later.before, later.after) == ([], [], 0, 14, 14)
    assert this_month(a_location("Tam Kỳ")).gross == 0


def test_it_asks_as_often_however_much_is_sold(sold, django_assert_num_queries):
    queries = 14
    with django_assert_num_queries(queries):
        this_month(sold.location)
    other = a_shelf(a_product("Tiêu"), on_hand=9, location=sold.location)
    counter = a_counter(other, begins=now())
    counter.opens()
    counter.sells((other.lot, 1))
    counter.push(at=now() + timedelta(seconds=30))

    with django_assert_num_queries(queries):
        assert len(this_month(sold.location).earned) == 2


def test_the_paper_says_the_same(sold):
    month = this_month(sold.location)

    pages = PdfReader(BytesIO(papers.month_paper(month))).pages
    words = " ".join(" ".join(page.extract_text() for page in pages).split())

    told = ["Hội An", sold.lot.product.producer.name, *map(dong, (720_000, 72_000, 648_000, -10_000))]
    assert [word for word in told if " ".join(word.split()) not in words] == []
