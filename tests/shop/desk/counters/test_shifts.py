from dataclasses import replace
from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader

from shop.pos import z_report
from shop.pos.models import Shift
from tests.factories import a_product, a_shelf
from tests.factories.telling import PRICE, a_counter

pytestmark = pytest.mark.django_db


@pytest.fixture
def counter(site, vietnam):
    counter = a_counter(a_shelf(a_product("Nước mắm Cửa Khe"), on_hand=10))
    counter.opens(float=500_000)
    return counter


@pytest.fixture
def lot(counter):
    return counter.device.location.balances.get().lot


def test_a_shift_adds_up(counter, lot):
    sale = counter.sells((lot, 3))
    counter.sells((lot, 2), kind="vietqr")
    counter.refunds(sale, 1)
    counter.push()

    report = z_report.of(Shift.objects.get())

    assert (report.sales, report.refunds, report.taken) == (2, 1, 4 * PRICE)
    assert (report.sold, report.refunded) == ({"cash": 3 * PRICE, "vietqr": 2 * PRICE}, {"cash": PRICE})
    assert (report.expected, report.difference) == (500_000 + 2 * PRICE, None)
    assert report.lines == [("Nước mắm Cửa Khe", 4, 4 * PRICE)]


def test_the_paper_says_what_the_page_says(desk, counter, lot):
    counter.sells((lot, 3))
    counter.push()
    shift = Shift.objects.get()

    page = desk.get(reverse("desk:shift", args=[shift.pk]))
    paper = desk.get(reverse("desk:z-report", args=[shift.pk]))

    text = "".join(sheet.extract_text() for sheet in PdfReader(BytesIO(paper.content)).pages)
    assert page.context["report"].taken == 3 * PRICE
    assert ("360.000" in text, "Nước mắm Cửa Khe" in text, paper["Content-Type"]) == (True, True, "application/pdf")


def sheets_of(shift, *, goods: int) -> list[str]:
    report = replace(z_report.of(shift), lines=[(f"Món {n:02}", 1, PRICE) for n in range(goods)])
    return [sheet.extract_text() for sheet in PdfReader(BytesIO(z_report.as_pdf(report))).pages]


def test_a_short_day_is_one_sheet_and_a_long_one_is_numbered_with_its_heads_again_and_signed_on_the_first(counter):
    counter.push()
    shift = Shift.objects.get()

    [short], long = sheets_of(shift, goods=6), sheets_of(shift, goods=60)

    assert f"Z-{shift.pk} · 1/1" in short
    assert [f"Z-{shift.pk} · {n}/{len(long)}" in sheet for n, sheet in enumerate(long, 1)] == [True] * len(long)
    assert ["Sản phẩm" in sheet for sheet in long] == [True] * len(long)
    assert ["Ký tên" in sheet for sheet in long] == [True] + [False] * (len(long) - 1)
    assert "Món 59" in long[-1]


def test_a_report_takes_as_many_queries_for_one_sale_as_for_many(counter, lot, django_assert_num_queries):
    counter.sells((lot, 1))
    counter.push()
    shift = Shift.objects.get()
    with django_assert_num_queries(6):
        z_report.of(shift)
    for _ in range(4):
        counter.sells((lot, 1))
    counter.push()

    with django_assert_num_queries(6):
        report = z_report.of(shift)

    assert report.sales == 5


def test_shifts_are_listed_with_what_they_took(desk, counter, lot):
    counter.sells((lot, 2))
    counter.push()

    shifts = list(desk.get(reverse("desk:shifts")).context["page_obj"])

    assert [shift.taken for shift in shifts] == [2 * PRICE]
