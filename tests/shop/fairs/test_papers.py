"""The report of a fair on paper: every booth's units and dong, equal to the books."""

import pytest

from shop.fairs import papers, sheets
from shop.settlement.models import Accrual, Terms
from tests.factories import a_location, a_product
from tests.factories.fairs import an_open_booth as open_booth
from tests.factories.fairs import count_all, give_back, sell
from tests.factories.papers import dong_on, words_of

pytestmark = pytest.mark.django_db


def test_the_report_tells_the_units_and_dong_of_every_booth():
    Terms.objects.create(permille=80, valid_from="2020-01-01")
    store = a_location()
    product = a_product("Nước mắm", on_hand=20, location=store)
    shelf = store.balances.get()
    booth = open_booth((shelf, 6), producer=product.producer, number="A1", fee=50_000)
    give_back(sell(booth, shelf.lot, 3), 1)
    booth = count_all(booth, **{shelf.lot.code: 3})

    words = words_of(papers.report(booth.fair))

    (sheet,) = sheets.goods([booth])
    told = [sheet.came, sheet.sold - sheet.back, sheet.spoiled, f"{sheet.found:+d}", sheet.sent_on, sheet.here]
    assert " ".join(map(str, told)) == "6 2 0 -1 0 3"
    assert f"Nước mắm {' '.join(map(str, told))}" in words
    (earned,) = sheets.money([booth])
    assert dong_on(words) == [earned.gross, earned.operator_share, earned.charges, earned.owed]
    assert earned.gross == 240_000 == Accrual.objects.totals()["gross"]
