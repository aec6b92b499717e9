"""A statement as people keep it: a PDF to sign, and its rows as CSV for the bookkeeper."""

import csv
from io import StringIO

from django.conf import settings
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from catalogue.models import Product
from shop.order.papers import A4, Paper
from shop.settlement.models import Accrual, Statement
from shop.settlement.months import Month
from themes.templatetags.theme import dong, ngay, number, signed

COLUMNS = ("statement", "day", "channel", "location", "product", "lot", "units", "price", "operator", "producer")
MONEY = ("gross", "operator_share", "producer_share")


def statement_paper(statement: Statement) -> bytes:
    operator = settings.OPERATOR
    paper = Paper(A4, number=statement.name)
    paper.head(_("Settlement statement"), operator["name"], f"{operator['address']} · {operator['phone']}")
    paper.facts(
        [
            (_("Number"), statement.name),
            (_("Producer"), statement.producer.name),
            (_("Fair"), statement.fair.title if statement.fair else ""),
            (_("Up to"), ngay(statement.until)),
            (_("Closed on"), ngay(statement.closed_at)),
            (_("Paid"), " · ".join(filter(None, [ngay(statement.paid_at), statement.paid_reference]))),
        ]
    )
    paper.rule(
        heads=(_("Product"), _("Units"), _("Sold for"), _("Operator"), _("Producer")),
        widths=(None, 18, 32, 32, 32),
        figures=4,
        rows=[
            (name, number(row["sum_quantity"]), *(dong(row[f"sum_{share}"]) for share in MONEY))
            for name, row in by_product(statement)
        ],
    )
    for charge in statement.charged.all():
        paper.say(f"{charge.reason}: −{dong(charge.amount)}")
    paper.say(_("Owed to the producer: %(amount)s") % {"amount": dong(statement.owed)}, bold=True, size=14)
    return bytes(paper.output())


def month_paper(month: Month) -> bytes:
    paper = Paper(A4, number=f"{month.location.slug} {month.first:%m/%Y}")
    paper.head(_("Statement of the month"), month.location.name, month.location.address)
    paper.facts(
        [
            (_("Days"), f"{ngay(month.first)} – {ngay(month.last)}"),
            (_("Shifts"), str(month.shifts)),
            (_("Drawers"), dong(month.drawers)),
        ]
    )
    paper.rule(
        heads=(_("Paid by"), _("Taken"), _("Given back")),
        widths=(None, 36, 36),
        figures=2,
        rows=[(name, dong(taken), dong(back)) for name, taken, back in month.tenders],
    )
    paper.rule(
        heads=(_("Producer"), _("Units"), _("Sold for"), _("Operator"), _("Producer")),
        widths=(None, 18, 32, 32, 32),
        figures=4,
        rows=[
            (each.producer.name, number(each.quantity), *(dong(getattr(each, share)) for share in MONEY))
            for each in month.earned
        ],
    )
    paper.rule(
        heads=(_("Units on the shelves"), ""),
        widths=(None, 24),
        figures=1,
        rows=[
            (_("Before the month"), number(month.before)),
            *((name, signed(units)) for name, units in month.moved),
            (_("After the month") if month.here is None else _("Now"), number(month.after)),
        ],
    )
    paper.say(
        _("In all: sold for %(gross)s, operator %(ours)s, producers %(theirs)s")
        % {"gross": dong(month.gross), "ours": dong(month.operator_share), "theirs": dong(month.producer_share)},
        bold=True,
    )
    paper.say(_("Signed: ____________________"))
    return bytes(paper.output())


def by_product(statement: Statement) -> list[tuple[str, dict]]:
    """(name, sums) of each product, in two queries."""
    rows = list(statement.accruals.by("product"))
    products = Product.objects.select_related("parent").in_bulk([row["product"] for row in rows])
    named = [(products[row["product"]].get_title(), row) for row in rows]
    return sorted(named, key=lambda pair: pair[0])


def rows_as_csv(statement: Statement) -> str:
    """One row for each accrual and charge; whole dong, days as ISO 8601."""
    page = StringIO()
    table = csv.writer(page)
    table.writerow(COLUMNS)
    accruals = Accrual.objects.filter(statement=statement).select_related("location", "product__parent", "lot")
    for row in accruals.order_by("happened_at", "pk"):
        day, what = localdate(row.happened_at).isoformat(), (row.product.get_title(), row.lot.code, row.quantity)
        shares = (row.gross, row.operator_share, row.producer_share)
        table.writerow((statement.name, day, row.channel, row.location.name, *what, *shares))
    for charge in statement.charged.order_by("happened_at", "pk"):
        day = localdate(charge.happened_at).isoformat()
        table.writerow((statement.name, day, "charge", "", charge.reason, "", "", "", charge.amount, -charge.amount))
    return page.getvalue()
