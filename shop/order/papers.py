"""Papers of a parcel as PDF: the picking list for whoever packs, A4, and the delivery note for the buyer, A5."""

from collections.abc import Iterable

import segno
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from fpdf import FPDF
from fpdf.enums import XPos, YPos

from catalogue.traceability.models import Lot
from shop.order.amounts import dues
from shop.order.parcels import Parcel
from shop.stock.models import Reservation
from themes.templatetags.theme import dong, ngay

A4, A5 = (210, 297), (148, 210)  # mm
MARGIN, QR_SIDE = 12, 26
ROW_HEIGHT: dict[tuple[float, float], float] = {A4: 6.0, A5: 4.5}
Row = tuple[str, ...]
INK, MUTED, LEAF, LINE = (30, 27, 22), (98, 90, 76), (31, 91, 58), (190, 178, 155)


def picking_list(parcel: Parcel) -> bytes:
    """What to take from which lot, in the language of whoever packs. A box to tick on each row."""
    paper = Paper(A4, number=str(parcel))
    paper.head(_("Picking list"), parcel.location.name, parcel.location.address)
    paper.facts(
        [
            (_("Order"), parcel.order.number),
            (_("Parcel"), str(parcel)),
            (_("Goes by"), _("fetched by the buyer") if parcel.is_pickup else parcel.service_name),
            (_("Note"), parcel.order.note),
        ]
    )
    taken = picked(parcel)
    paper.rule(
        heads=("", _("Units"), _("Product"), _("Lot"), _("Best before")),
        widths=(12, 16, None, 38, 30),
        rows=[("[    ]", *row(*picking)) for picking in taken],
    )
    paper.say(_("%(units)d units in all") % {"units": sum(units for units, title, lot in taken)}, bold=True)
    return bytes(paper.output())


def delivery_note(parcel: Parcel) -> bytes:
    """What is in the box and for whom, in the language of the order."""
    with translation.override(parcel.order.language):
        return _delivery_note(parcel)


def picked(parcel: Parcel) -> list[tuple]:
    """[(units, title, Lot)] as the ledger gives them or gave them, the lot that expires first on top."""
    states = (Reservation.State.COMMITTED, Reservation.State.SPENT)
    held = Reservation.objects.filter(
        line__parcel_lines__parcel=parcel, balance__location=parcel.location, state__in=states
    ).select_related("line", "balance__lot")
    rows = sorted(held, key=lambda row: (row.line_id, row.balance.lot.expires_on is None, row.balance.lot.expires_on))
    return [(row.quantity, row.line.title, row.balance.lot) for row in rows]


def row(units: int, title: str, lot: Lot) -> tuple[str, str, str, str]:
    return str(units), title, lot.code, ngay(lot.expires_on) or "–"


def _delivery_note(parcel: Parcel) -> bytes:
    order, operator = parcel.order, settings.OPERATOR
    paper = Paper(A5, number=str(parcel))
    paper.head(_("Delivery note"), operator["name"], f"{operator['address']} · {operator['phone']}")
    paper.facts(
        [
            (_("Order"), f"{order.number} · {ngay(order.date_placed)}"),
            (_("Parcel"), str(parcel)),
            (_("From"), f"{parcel.location.name}, {parcel.location.address}"),
            (_("To"), _recipient(order)),
            (_("Address"), _address(parcel)),
            (_("Note"), order.note),
        ]
    )
    paper.rule(
        heads=(_("Units"), _("Product"), _("Lot"), _("Best before")),
        widths=(14, None, 28, 24),
        rows=[row(*picking) for picking in picked(parcel)],
    )
    if order.pays_by == "cash":
        due = dues(order.parcels.prefetch_related("lines__line"))[parcel.pk]
        paper.say(_("To collect: %(amount)s") % {"amount": dong(due)}, bold=True, size=14)
    else:
        paper.say(_("Paid. Nothing to collect."), bold=True)
    paper.say(_("Something missing or broken? Call %(phone)s within 48 hours.") % {"phone": operator["phone"]})
    return bytes(paper.output())


def _recipient(order) -> str:
    return " · ".join(filter(None, [order.buyer_name, order.phone.as_national if order.phone else ""]))


def _address(parcel: Parcel) -> str:
    address = parcel.order.shipping_address
    if address is None:
        return _("Fetched at the counter")
    place = f"{address.line1}, {address.ward.full_name}"
    return f"{place} ({address.legacy_address})" if address.legacy_address else place


class Paper(FPDF):
    """A page in our own letters, which hold all of Vietnamese, with the parcel's number as a QR code at its head."""

    def __init__(self, size: tuple[float, float], *, number: str):
        super().__init__(format=size)
        self.number, self.row_height = number, ROW_HEIGHT[size]
        for style, weight in (("", "Regular"), ("B", "Bold")):
            self.add_font("vietnam", style, settings.DRAWING_FONTS / f"BeVietnamPro-{weight}.ttf")
        self.set_margins(MARGIN, MARGIN)
        self.set_auto_page_break(auto=True, margin=MARGIN + 6)
        self.set_title(number)
        self.set_creator(settings.OPERATOR["name"])
        self.add_page()

    def footer(self) -> None:
        self.set_y(-MARGIN)
        self._letters(8, MUTED)
        self.cell(0, 4, f"{self.number} · {self.page_no()}/{self.str_alias_nb_pages}", align="R")

    def head(self, title: str, place: str, address: str) -> None:
        self._qr(x=self.w - MARGIN - QR_SIDE, y=MARGIN)
        width = self.epw - QR_SIDE - 4
        self._letters(18, LEAF, bold=True)
        self.multi_cell(width, 9, title, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        self._letters(10, INK, bold=True)
        self.multi_cell(width, 5, place, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        self._letters(9, MUTED)
        self.multi_cell(width, 4.5, address, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        self.set_y(max(self.get_y(), MARGIN + QR_SIDE) + 3)

    def facts(self, facts: Iterable[tuple[str, str]]) -> None:
        for label, value in facts:
            if value:
                self._letters(9, MUTED)
                self.cell(24, 5.5, label)
                self._letters(10, INK)
                self.multi_cell(self.epw - 24, 5.5, value, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        self.ln(3)

    def rule(self, *, heads: Row, widths: tuple[float | None, ...], rows: Iterable[Row], figures: int = 0) -> None:
        """A ruled table, its heads again on each page. `widths` in mm; the None among them takes what is left.

        `figures`: so many of the last columns hold numbers, one above the other.
        """
        left = self.epw - sum(width or 0 for width in widths)
        self.set_draw_color(*LINE)
        self._letters(10, INK)
        with self.table(
            col_widths=tuple(width or left for width in widths),
            line_height=self.row_height,
            borders_layout="HORIZONTAL_LINES",
            text_align=("LEFT",) * (len(widths) - figures) + ("RIGHT",) * figures,
            padding=(0.6, 1),
        ) as table:
            for cells in (heads, *rows):
                table.row(cells)
        self.ln(3)

    def say(self, text: str, *, bold: bool = False, size: int = 10) -> None:
        self._letters(size, INK, bold=bold)
        self.multi_cell(0, size * 0.55, text, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        self.ln(1.5)

    def _letters(self, size: int, colour: tuple[int, int, int], *, bold: bool = False) -> None:
        self.set_font("vietnam", "B" if bold else "", size)
        self.set_text_color(*colour)

    def _qr(self, *, x: float, y: float) -> None:
        modules = segno.make(self.number, error="m", micro=False).matrix
        side = QR_SIDE / len(modules)
        self.set_fill_color(0, 0, 0)
        for row, cells in enumerate(modules):
            for column, dark in enumerate(cells):
                if dark:
                    self.rect(x + column * side, y + row * side, side, side, style="F")
