"""The Z-report: one shift in figures, as it stands in the books, and as a paper to sign."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet, Sum
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from shop.order.papers import A5, Paper
from shop.pos.refunds import Refund
from shop.pos.sales import Sale, SaleLine, Tender
from shop.pos.shifts import CashMove, Shift
from themes.templatetags.theme import dong, ngay, number


@dataclass(frozen=True, kw_only=True)
class ZReport:
    """`sold` and `refunded`: dong by kind of tender. `lines`: (title, units, dong), refunds taken off."""

    shift: Shift
    sales: int
    refunds: int
    sold: dict[str, int]
    refunded: dict[str, int]
    cash_in: int
    cash_out: int
    lines: list[tuple[str, int, int]]
    corrections: int

    @property
    def expected(self) -> int:
        """Cash in the drawer by the books."""
        cash = self.sold.get(Tender.Kind.CASH, 0) - self.refunded.get(Tender.Kind.CASH, 0)
        return self.shift.opening_cash + cash + self.cash_in - self.cash_out

    @property
    def difference(self) -> int | None:
        """None until the drawer is counted."""
        return None if self.shift.counted_cash is None else self.shift.counted_cash - self.expected

    @property
    def taken(self) -> int:
        return sum(self.sold.values()) - sum(self.refunded.values())

    @property
    def tenders(self) -> list[tuple[str, int, int]]:
        """(name, taken, given back), cash first; those that were used."""
        return [
            (str(kind.label), self.sold.get(kind, 0), self.refunded.get(kind, 0))
            for kind in Tender.Kind
            if kind in self.sold or kind in self.refunded
        ]


def of(shift: Shift) -> ZReport:
    """A fixed number of queries, however much was sold."""
    moved = CashMove.objects.filter(shift=shift).aggregate(
        into=Sum("amount", filter=Q(direction=CashMove.Direction.IN), default=0),
        out=Sum("amount", filter=Q(direction=CashMove.Direction.OUT), default=0),
        late=Count("pk", filter=Q(is_correction=True)),
    )
    sales = Sale.objects.filter(shift=shift).aggregate(n=Count("pk"), late=Count("pk", filter=Q(is_correction=True)))
    refunds = Refund.objects.filter(shift=shift).aggregate(
        n=Count("pk"), late=Count("pk", filter=Q(is_correction=True))
    )
    return ZReport(
        shift=shift,
        sales=sales["n"],
        refunds=refunds["n"],
        sold=_by_kind(Tender.objects.filter(sale__shift=shift)),
        refunded=_by_kind(Tender.objects.filter(refund__shift=shift)),
        cash_in=moved["into"],
        cash_out=moved["out"],
        lines=_by_product(shift),
        corrections=moved["late"] + sales["late"] + refunds["late"],
    )


def cash_in_drawers(shifts: QuerySet[Shift]) -> int:
    """By the books, of all these shifts together."""
    opening = shifts.aggregate(cash=Sum("opening_cash", default=0))["cash"]
    moved = CashMove.objects.filter(shift__in=shifts).aggregate(
        into=Sum("amount", filter=Q(direction=CashMove.Direction.IN), default=0),
        out=Sum("amount", filter=Q(direction=CashMove.Direction.OUT), default=0),
    )
    cash = Tender.objects.filter(kind=Tender.Kind.CASH).aggregate(
        sold=Sum("amount", filter=Q(sale__shift__in=shifts), default=0),
        back=Sum("amount", filter=Q(refund__shift__in=shifts), default=0),
    )
    return opening + cash["sold"] - cash["back"] + moved["into"] - moved["out"]


def as_pdf(report: ZReport) -> bytes:
    """A5, in the language of whoever prints it. What is signed stands on the first page, goods may go on to others."""
    shift = report.shift
    paper = Paper(A5, number=f"Z-{shift.pk}")
    paper.head(_("Z-report"), shift.location.name, shift.location.address)
    paper.facts(
        [
            (_("Counter"), shift.device.name),
            (
                _("Shift"),
                f"{_said(shift.opened_at)} – {_said(shift.closed_at) if shift.closed_at else _('still open')}",
            ),
            (_("Sales"), number(report.sales)),
            (_("Refunds"), number(report.refunds)),
        ]
    )
    paper.rule(
        heads=(_("Paid by"), _("Taken"), _("Given back")),
        widths=(None, 34, 34),
        figures=2,
        rows=[(name, dong(sold), dong(back)) for name, sold, back in report.tenders],
    )
    paper.rule(
        heads=(_("Cash in the drawer"), ""),
        widths=(None, 40),
        figures=1,
        rows=[
            (_("At the start"), dong(shift.opening_cash)),
            (_("Put in"), dong(report.cash_in)),
            (_("Taken out"), dong(report.cash_out)),
            (_("Expected"), dong(report.expected)),
            (_("Counted"), dong(shift.counted_cash)),
            (_("Difference"), dong(report.difference)),
        ],
    )
    if report.corrections:
        paper.say(_("Booked after the shift was closed: %(n)d.") % {"n": report.corrections}, bold=True)
    paper.say(_("Signed: ____________________"))
    paper.rule(
        heads=(_("Product"), _("Units"), _("Dong")),
        widths=(None, 20, 34),
        figures=2,
        rows=[(title, number(units), dong(money)) for title, units, money in report.lines],
    )
    return bytes(paper.output())


def _said(moment: datetime) -> str:
    return f"{ngay(moment)} {localtime(moment):%H:%M}"


def _by_kind(tenders: QuerySet[Tender]) -> dict[str, int]:
    return dict(tenders.order_by().values_list("kind").annotate(dong=Sum("amount")))


def _by_product(shift: Shift) -> list[tuple[str, int, int]]:
    rows = (
        SaleLine.objects.filter(sale__shift=shift)
        .order_by()
        .values("product", "product__title", "product__parent__title")
        .annotate(units=Sum("quantity") - Sum("refunded_units"), money=Sum("amount") - Sum("refunded_amount"))
    )
    named = ((row["product__title"] or row["product__parent__title"], row["units"], row["money"]) for row in rows)
    return sorted(named, key=lambda each: (-each[2], each[0]))
