"""A statement taken in, row by row: good rows are kept whatever the others are like."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings

from shop.payment.attempts import BankEntry
from shop.payment.bank import statements
from shop.payment.bank.entries import Facts, notify
from shop.payment.bank.statements import BadRow


@dataclass(slots=True)
class Report:
    """What became of each credit of a statement."""

    matched: list[BankEntry] = field(default_factory=list)
    review: list[BankEntry] = field(default_factory=list)
    duplicate: list[BankEntry] = field(default_factory=list)
    bad: list[BadRow] = field(default_factory=list)


def import_statement(
    file, *, at: datetime, actor=None, account: str = "", progress: Callable[[int], None] = lambda rows: None
) -> Report:
    """Take in a statement, CSV or XLSX, open in binary. Importing it again only finds duplicates.

    `account`: whose statement it is, where the file does not say. Raises UnreadableStatement, with nothing taken in.
    """
    report = Report()
    rows = list(statements.read(file, account=account))
    for row in rows:
        progress(1)
        if isinstance(row, BadRow):
            report.bad.append(row)
            continue
        facts = Facts(
            provider=settings.VIETQR_BANK_BIN,
            reference=row.reference,
            account=row.account,
            amount=row.amount,
            memo=row.memo,
            happened_at=row.happened_at,
        )
        entry, is_new = notify(facts=facts, at=at, actor=actor)
        if not is_new:
            report.duplicate.append(entry)
        elif entry.state == BankEntry.State.MATCHED:
            report.matched.append(entry)
        else:
            report.review.append(entry)
    return report
