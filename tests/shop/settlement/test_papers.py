"""A statement on paper and as rows: the same dong, and they add up."""

import csv
from datetime import timedelta
from io import StringIO

import pytest
from django.utils.timezone import localdate, now
from django.utils.translation import override

from shop.settlement import accruing, closing, papers
from shop.settlement.models import Terms
from tests.factories import a_lot, a_producer, a_product
from tests.factories.papers import dong_on, words_of
from tests.shop.settlement.test_accruing import a_sale

pytestmark = pytest.mark.django_db


@pytest.fixture
def statement():
    """Of two products, one of them partly given back, with a fee."""
    Terms.objects.create(permille=125, valid_from=localdate() - timedelta(days=90))
    maker = a_producer()
    sauce, pepper = (a_lot(a_product(name, producer=maker)) for name in ("Nước mắm", "Tiêu"))
    sale = a_sale(lot=sauce, gross=333_333, key="sauce")
    a_sale(lot=pepper, gross=99_999, key="pepper")
    accruing.given_back([accruing.GivenBack(of=sale, units=1, gross=111_111, source_key="back", at=now())])
    accruing.charge(producer=maker, location=None, amount=20_000, reason="Gian A1", source_key="fee", at=now())
    return closing.close(producer=maker, until=localdate(), at=now(), actor=None)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_paper_adds_up_to_what_is_owed(statement, language):
    with override(language):
        words = words_of(papers.statement_paper(statement))
    *lines, fee, owed = dong_on(words)
    gross, ours, theirs = lines[0::3], lines[1::3], lines[2::3]

    assert [sum(column) for column in (gross, ours, theirs)] == [
        statement.gross, statement.operator_share, statement.producer_share,
    ]  # fmt: skip
    assert sum(gross) == 333_333 - 111_111 + 99_999
    assert (fee, owed) == (-20_000, statement.owed) == (-20_000, sum(theirs) - 20_000)
    assert [word for word in (statement.name, "Nước mắm", "Tiêu", "Gian A1") if word not in words] == []


def test_its_rows_add_up_to_the_same(statement):
    rows = list(csv.DictReader(StringIO(papers.rows_as_csv(statement))))

    assert sum(int(row["producer"]) for row in rows) == statement.owed
    assert sum(int(row["price"] or 0) for row in rows) == statement.gross
    assert {row["statement"] for row in rows} == {statement.name}
