import io
import unicodedata
from datetime import date, datetime
from zoneinfo import ZoneInfo

import openpyxl
import pytest
from django.utils.timezone import now

from shop.payment import bank
from shop.payment.attempts import BankEntry
from shop.payment.bank import statements
from shop.payment.bank.statements import BadRow, Row
from shop.payment.exceptions import UnreadableStatement
from tests.factories import a_product, an_order

HERE = ZoneInfo("Asia/Ho_Chi_Minh")
VIETCOMBANK = """\
NGÂN HÀNG TMCP NGOẠI THƯƠNG VIỆT NAM
Số tài khoản: 1031933430,,Loại tiền: VND

Ngày giao dịch,Số tham chiếu,Ghi nợ,Ghi có,Nội dung
22/11/2026,5078 - 1,,"125,000",MBVCB.OCOP100012.CT tu 0123
23/11/2026,5078 - 2,"50,000",,Phi dich vu
24/11/2026,5078 - 3,,"1,250,000.00",OCOP 100013
Tổng cộng,,"50,000","1,375,000",
"""


def row(line, day, reference, amount, memo) -> Row:
    return Row(line, datetime(2026, 11, day, tzinfo=HERE), reference, amount, memo, "1031933430")


GOOD = [
    row(5, 22, "5078 - 1", 125_000, "MBVCB.OCOP100012.CT tu 0123"),
    row(7, 24, "5078 - 3", 1_250_000, "OCOP 100013"),
]


@pytest.mark.parametrize(
    "content",
    [
        VIETCOMBANK.encode(),
        VIETCOMBANK.encode("utf-8-sig"),
        VIETCOMBANK.encode("utf-16"),
        unicodedata.normalize("NFD", VIETCOMBANK).encode(),
        unicodedata.normalize("NFD", VIETCOMBANK).replace("Đ", "D").encode("cp1258", errors="ignore"),
        VIETCOMBANK.replace("\n", "\r\n").encode(),
    ],
    ids=["utf-8", "with a mark", "utf-16", "decomposed", "windows-1258", "windows line ends"],
)
def test_a_statement_is_read_however_it_was_saved(content):
    assert list(statements.read(io.BytesIO(content))) == GOOD


def test_semicolons_and_points_are_read():
    content = "Ngày GD;Mã giao dịch;Phát sinh có;Diễn giải;Tài khoản\n22-11-2026 14:05;A1;+1.250.000 VND;OCOP1000;103\n"

    assert list(statements.read(io.BytesIO(content.encode()))) == [
        Row(2, datetime(2026, 11, 22, 14, 5, tzinfo=HERE), "A1", 1_250_000, "OCOP1000", "103")
    ]


def test_one_column_with_signs_is_read():
    content = "Transaction date,Reference,Amount,Description,Account\n2026-11-22,A1,-5000,x,1\n2026-11-22,A2,5000,y,1\n"

    assert [row.reference for row in statements.read(io.BytesIO(content.encode()))] == ["A2"]


def test_a_spreadsheet_is_read():
    book = openpyxl.Workbook()
    for cells in [
        ["Sao kê tài khoản"],
        ["Số tài khoản/Account No", "1031933430"],
        [],
        ["STT", "Ngày giao dịch\nTransaction date", "Số tham chiếu (Ref No)", "Ghi nợ", "Ghi có/Credit", "Nội dung"],
        [1, date(2026, 11, 22), 507801, None, 125_000, "OCOP100012"],
        [2, "24/11/2026 08:30:00", "X2", None, 125_000.0, "OCOP100013"],
        [3, date(2026, 11, 24), "X3", None, 0.5, "OCOP100014"],
    ]:
        book.active.append(cells)
    file = io.BytesIO()
    book.save(file)
    file.seek(0)

    rows = list(statements.read(file))

    assert rows[:2] == [
        row(5, 22, "507801", 125_000, "OCOP100012"),
        Row(6, datetime(2026, 11, 24, 8, 30, tzinfo=HERE), "X2", 125_000, "OCOP100013", "1031933430"),
    ]
    assert isinstance(rows[2], BadRow)
    assert rows[2].line == 7


@pytest.mark.parametrize(
    ("cells", "word"),
    [
        ('22/11/2026,A1,,"12,5",OCOP1', "12,5"),
        ("31/02/2026,A1,,125000,OCOP1", "31/02/2026"),
        ("22/11/2026,,,125000,OCOP1", "reference"),
        (f"22/11/2026,{'9' * 101},,125000,OCOP1", "100"),
    ],
)
def test_a_bad_row_is_told_by_its_line(cells, word, settings):
    settings.LANGUAGE_CODE = "en"
    content = "Số tài khoản: 1031933430\nNgày giao dịch,Số tham chiếu,Ghi nợ,Ghi có,Nội dung\n" + cells

    bad = list(statements.read(io.BytesIO(content.encode())))

    assert [row.line for row in bad] == [3]
    assert isinstance(bad[0], BadRow)
    assert word in bad[0].why or bad[0].why


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"nothing,of,that,kind\n1,2,3,4\n",
        b"PK\x03\x04 not a book",
        "Ngày giao dịch,Số tham chiếu,Ghi có,Nội dung\n22/11/2026,A1,1,x\n".encode(),
        b" " * (statements.MAX_BYTES + 1),
    ],
    ids=["empty", "no heading", "broken spreadsheet", "no account", "too large"],
)
def test_a_file_that_is_no_statement_is_refused_whole(content):
    with pytest.raises(UnreadableStatement) as refusal:
        list(statements.read(io.BytesIO(content)))

    assert refusal.value.sentence


def test_a_statement_is_taken_in_and_again_without_effect():
    order = an_order((a_product(on_hand=5), 1), pays_by="vietqr")
    content = (
        "Số tài khoản: 1031933430\nNgày giao dịch,Số tham chiếu,Ghi có,Nội dung\n"
        f"22/11/2026,A1,{int(order.total_incl_tax)},OCOP{order.number}\n"
        "22/11/2026,A2,5000,khong ro\n"
        "22/11/2026,A3,nhieu,khong ro\n"
    ).encode()

    first = bank.import_statement(io.BytesIO(content), at=now())
    again = bank.import_statement(io.BytesIO(content), at=now())

    order.refresh_from_db()
    assert [entry.reference for entry in first.matched] == ["A1"]
    assert [entry.reference for entry in first.review] == ["A2"]
    assert [row.line for row in first.bad] == [5]
    assert [entry.reference for entry in again.duplicate] == ["A1", "A2"]
    assert (again.matched, again.review) == ([], [])
    assert (order.status, BankEntry.objects.count()) == ("confirmed", 2)
