"""The report of a fair as PDF: what became of every booth's goods and dong."""

from collections import defaultdict

from django.utils.translation import gettext as _

from shop.fairs import sheets
from shop.fairs.models import Fair
from shop.order.papers import A4, Paper
from themes.templatetags.theme import dong, ngay, number, signed


def report(fair: Fair) -> bytes:
    booths = list(fair.booths.exclude(location=None).select_related("producer").order_by("number"))
    goods, money = defaultdict(list), defaultdict(list)
    for sheet in sheets.goods(booths):
        goods[sheet.booth_id].append(sheet)
    for earned in sheets.money(booths):
        money[earned.booth_id].append(earned)
    paper = Paper(A4, number=fair.slug)
    paper.head(_("Report of a fair"), fair.title, fair.address)
    paper.facts(
        [
            (_("Organiser"), fair.organiser),
            (_("Days"), f"{ngay(fair.starts_on)} – {ngay(fair.ends_on)}"),
            (_("Closed on"), ngay(fair.closed_at)),
        ]
    )
    for booth in booths:
        paper.say(f"{booth.title} · {booth.holder} · {booth.get_state_display()}", bold=True, size=12)
        paper.rule(
            heads=(_("Goods"), _("Came"), _("Sold"), _("Spoiled"), _("Difference"), _("Went back"), _("Here")),
            widths=(None, 18, 18, 20, 24, 22, 16),
            figures=6,
            rows=[
                (
                    sheet.lot.product.get_title(),
                    number(sheet.came), number(sheet.sold - sheet.back), number(sheet.spoiled), signed(sheet.found),
                    number(sheet.sent_on), number(sheet.here),
                )
                for sheet in goods[booth.pk]
            ],
        )  # fmt: skip
        for earned in money[booth.pk]:
            paper.say(
                _("%(producer)s: sold for %(gross)s, operator %(ours)s, charges %(charges)s, owed %(owed)s")
                % {
                    "producer": earned.producer.name,
                    "gross": dong(earned.gross),
                    "ours": dong(earned.operator_share),
                    "charges": dong(earned.charges),
                    "owed": dong(earned.owed),
                }
            )
        if booth.settled_at:
            cash = {"expected": dong(booth.cash_expected), "counted": dong(booth.cash_counted)}
            paper.say(_("Cash: %(expected)s expected, %(counted)s counted") % cash)
    return bytes(paper.output())
