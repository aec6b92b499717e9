"""A statement as people keep it: a PDF to sign, and its rows as CSV for the bookkeeper."""

import csv
from io import StringIO

from django.conf import settings
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from catalogue.models import Product
from shop.order.papers import A4, Paper
from shop.settlement.models import Accrual, Statement
from themes.templatetags.theme import dong, ngay

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
        rows=[
            (name, str(row["sum_quantity"]), *(dong(row[f"sum_{share}"]) for share in MONEY))
            for name, row in by_product(statement)
        ],
    )
    for charge in statement.charged.all():
        paper.say(f"{charge.reason}: −{dong(charge.amount)}")
    paper.say(_("Owed to the producer: %(amount)s") % {"amount": dong(statement.owed)}, bold=True, size=14)
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
