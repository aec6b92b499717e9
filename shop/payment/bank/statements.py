"""A bank's statement, CSV or XLSX, read row by row. Banks differ in headings, encodings, dates and figures."""

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

import openpyxl
from django.utils.timezone import is_aware, make_aware
from django.utils.translation import gettext as _

from catalogue.folding import fold
from shop.payment.exceptions import UnreadableStatement

MAX_BYTES, MAX_ROWS, HEADING_WITHIN = 5 * 1024 * 1024, 20_000, 40
# Headings as banks write them, folded; the first one found in a row's cells wins.
HEADINGS = {
    "happened_at": (
        "ngay giao dich", "ngay gd", "ngay gio giao dich", "thoi gian giao dich", "thoi gian", "ngay hieu luc",
        "ngay hach toan", "ngay", "transaction date", "date", "posting date",
    ),
    "reference": (
        "so tham chieu", "ma giao dich", "ma gd", "ma tham chieu", "so but toan", "so ct", "so chung tu",
        "reference", "reference no", "reference number", "transaction id", "transaction no", "ref no",
    ),
    "credit": (
        "ghi co", "so tien ghi co", "phat sinh co", "ps co", "co", "tien vao", "credit", "credit amount", "so tien vao",
    ),
    "amount": ("so tien", "so tien giao dich", "amount", "transaction amount"),
    "memo": (
        "noi dung", "noi dung giao dich", "noi dung chi tiet", "dien giai", "mo ta", "noi dung thanh toan",
        "description", "remarks", "details", "transaction detail",
    ),
    "account": ("so tai khoan", "tai khoan", "tk", "account", "account no", "account number"),
}  # fmt: skip
NEEDED = ("happened_at", "reference", "memo")
DATE_FORMATS = ("%d/%m/%Y", "%d-%m-%Y", "%Y-%m-%d", "%d.%m.%Y", "%d/%m/%y")
TIME_FORMATS = ("", " %H:%M:%S", " %H:%M")


@dataclass(frozen=True, slots=True)
class Row:
    """One credit. `line`: its row in the file, from 1."""

    line: int
    happened_at: datetime
    reference: str
    amount: int
    memo: str
    account: str


@dataclass(frozen=True, slots=True)
class BadRow:
    line: int
    why: str


def read(file, *, account: str = "") -> Iterator[Row | BadRow]:
    """The credits of a statement; debits and totals are passed over.

    `account`: whose statement it is, where the file does not say. Raises UnreadableStatement.
    """
    content = file.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise UnreadableStatement(_("The file is larger than 5 MB. Export a shorter time and try again."))
    rows = _xlsx(content) if content.startswith(b"PK") else _csv(content)
    heading, columns, account_above = _heading(rows)
    account = account_above or account
    if "account" not in columns and not account:
        raise UnreadableStatement(_("The statement does not say which account it is of. Nothing was imported."))
    for line, cells in enumerate(rows[heading + 1 :], start=heading + 2):
        row = _row(line, cells, columns, account)
        if row:
            yield row


def _xlsx(content: bytes) -> list[list[Any]]:
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        rows = [list(row) for row in book.worksheets[0].iter_rows(max_row=MAX_ROWS, max_col=60, values_only=True)]
    except (zipfile.BadZipFile, KeyError, ValueError, IndexError, OSError) as error:
        raise UnreadableStatement(_("This is not an Excel file that can be read. Nothing was imported.")) from error
    return rows


def _csv(content: bytes) -> list[list[Any]]:
    text = _decoded(content)
    head = text[:4_000]
    delimiter = max(";\t,", key=head.count)
    rows = []
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
        rows.append(row)
        if len(rows) == MAX_ROWS:
            break
    return rows


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    for encoding in ("utf-8-sig", "cp1258"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableStatement(_("The letters of this file cannot be read. Save it as UTF-8 or as Excel and try again."))


def _heading(rows: list[list[Any]]) -> tuple[int, dict[str, int], str]:
    """(where the heading is, {meaning: column}, the account named above it)"""
    account = ""
    for place, cells in enumerate(rows[:HEADING_WITHIN]):
        columns = _columns(cells)
        if all(name in columns for name in NEEDED) and ("credit" in columns or "amount" in columns):
            return place, columns, account
        account = account or _account_in(cells)
    raise UnreadableStatement(
        _("No heading with date, reference, credit and description was found. Nothing was imported.")
    )


def _columns(cells: list[Any]) -> dict[str, int]:
    columns: dict[str, int] = {}
    for meaning, words in HEADINGS.items():
        places = [
            (words.index(word), place) for place, cell in enumerate(cells) for word in _words(cell) if word in words
        ]
        if places:
            columns[meaning] = min(places)[1]
    return columns


def _words(cell: Any) -> list[str]:
    """The names in a heading: "Ngày giao dịch/ Transaction date (VND)" has three."""
    return [fold(part).strip(" .:*") for part in re.split(r"[/\n()|]", str(cell or ""))]


def _account_in(cells: list[Any]) -> str:
    """From a line such as "Số tài khoản: 1031933430" or ["Account No", "1031933430"]."""
    text = fold(" ".join(str(cell) for cell in cells if cell is not None))
    found = re.search(r"(?:tai khoan|account)\D{0,30}?(\d[\d .-]{5,22}\d)", text)
    return re.sub(r"\D", "", found[1]) if found else ""


def _row(line: int, cells: list[Any], columns: dict[str, int], account: str) -> Row | BadRow | None:
    def cell(name: str) -> Any:
        place = columns.get(name)
        return cells[place] if place is not None and place < len(cells) else None

    day, reference, memo = cell("happened_at"), _text(cell("reference")), _text(cell("memo"))
    if not _text(day) or not (reference or memo):
        return None
    try:
        amount = _dong(cell("credit") if "credit" in columns else cell("amount"))
        if amount <= 0:
            return None
        happened_at = _moment(day)
    except ValueError as error:
        return BadRow(line, str(error))
    if not reference:
        return BadRow(line, _("It has no reference, so it could be counted twice."))
    if len(reference) > 100:
        return BadRow(line, _("Its reference is longer than 100 characters."))
    return Row(line, happened_at, reference, amount, memo[:300], _text(cell("account")) or account)


def _text(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return " ".join(str(value).split()) if value is not None else ""


def _dong(value: Any) -> int:
    """125000 from 125000, 125000.0, "125.000", "125,000.00", "+125 000 VND"; 0 from nothing. Raises ValueError."""
    if isinstance(value, int | float):
        if value != int(value):
            raise ValueError(_("“%(value)s” is no whole amount of dong.") % {"value": value})
        return int(value)
    figures = re.sub(r"(?i)\s|\u00a0|vnd|đ|₫", "", _text(value))
    if figures in ("", "-"):
        return 0
    found = re.fullmatch(r"([+-]?)(\d{1,3}(?:\.\d{3})+|\d{1,3}(?:,\d{3})+|\d+)(?:[.,]0{1,2})?", figures)
    if not found:
        raise ValueError(_("“%(value)s” is no whole amount of dong.") % {"value": value})
    return int(found[1] + re.sub(r"\D", "", found[2]))


def _moment(value: Any) -> datetime:
    if isinstance(value, date) and not isinstance(value, datetime):
        value = datetime.combine(value, time())
    if isinstance(value, datetime):
        return value if is_aware(value) else make_aware(value)
    text = _text(value).lstrip("'")
    for day in DATE_FORMATS:
        for hour in TIME_FORMATS:
            try:
                return make_aware(datetime.strptime(text, day + hour))  # noqa: DTZ007 made aware at once
            except ValueError:
                continue
    raise ValueError(_("“%(value)s” is no date.") % {"value": value})
