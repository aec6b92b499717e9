"""What waits, counted: a fixed number of queries, each figure a link to its list."""

from dataclasses import dataclass

from django.db.models import Count
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from shop.desk.certifying import labels
from shop.desk.frame import Desk
from shop.desk.keeping import stock
from shop.desk.points import figures_of
from shop.desk.selling import bank_transfers, breaks, entries, parcels, refunds
from shop.pos.z_report import cash_in_drawers
from themes.templatetags.theme import dong


@dataclass(frozen=True)
class Waiting:
    figure: int | str
    label: str | Promise
    url: str
    is_late: bool = False


class Today(Desk, TemplateView):
    room = "today"
    title = gettext_lazy("Today")
    template_name = "pages/desk/today.html"

    def get_context_data(self, **kwargs):
        groups: list[tuple[str, list[Waiting]]] = []
        sold: list[tuple[str, list[Waiting]]] = []
        if self.reach.sees_goods:
            groups += [(_("Parcels"), self._parcels()), (_("Stock"), self._goods()), (_("Counters"), self._counters())]
            sold = [(_("Sales"), self._sold())]
        if self.reach.sees_money:
            groups.append((_("Payments"), self._money()))
        if self.reach.sees_labels:
            groups.append((_("Labels"), self._labels()))
        return super().get_context_data(**kwargs) | {
            "groups": sold + groups,
            "is_quiet": not any(waiting.figure for _name, figures in groups for waiting in figures),
        }

    def _parcels(self) -> list[Waiting]:
        shows = {name: parcels.SHOWS[name] for name in ("pack", "send", "fetch", "back")}
        counts = self.reach.parcels().aggregate(
            **{name: Count("pk", filter=condition) for name, (_label, condition) in shows.items()}
        )
        url = reverse("desk:parcels")
        return [Waiting(counts[name], label, f"{url}?show={name}") for name, (label, _condition) in shows.items()]

    def _goods(self) -> list[Waiting]:
        day = localdate()
        shelves = self.reach.shelves().filter(on_hand__gt=0)
        dates = shelves.aggregate(
            near=Count("pk", filter=stock.near_expiry(day)), past=Count("pk", filter=stock.past_its_date(day))
        )
        coming = self.reach.transfers_to_receive().filter(state="dispatched").count()
        url = reverse("desk:shelves")
        return [
            Waiting(stock.running_low(self.reach).count(), _("Running low"), reverse("desk:low")),
            Waiting(dates["near"], _("Close to their date"), f"{url}?show=near"),
            Waiting(dates["past"], _("Past their date"), f"{url}?show=past", is_late=True),
            Waiting(coming, _("On their way to you"), f"{reverse('desk:transfers')}?show=coming"),
        ]

    def _counters(self) -> list[Waiting]:
        silent = self.reach.devices().in_use().filter(unsent__gt=0).count()
        aside = self.reach.events().in_quarantine().count()
        questions = self.reach.discrepancies().open().count()
        return [
            Waiting(silent, _("Counters with entries not sent"), reverse("desk:devices")),
            Waiting(aside, _("Entries set aside"), reverse("desk:set-aside-events"), is_late=True),
            Waiting(questions, _("Discrepancies"), reverse("desk:discrepancies"), is_late=True),
        ]

    def _sold(self) -> list[Waiting]:
        """What counters sold today, and the cash that lies in drawers by the books."""
        points = figures_of(self.reach, localdate())
        shifts = self.reach.shifts().filter(closed_at=None)
        url = reverse("desk:points")
        return [
            Waiting(sum(point.sales for point in points), _("Sales at counters today"), url),
            Waiting(dong(sum(point.taken for point in points)), _("Taken today"), url),
            Waiting(dong(cash_in_drawers(shifts)), _("Cash in drawers that are open"), reverse("desk:shifts")),
        ]

    def _money(self) -> list[Waiting]:
        return [
            Waiting(bank_transfers.waiting_for_transfer().count(), _("Transfers to confirm"), reverse("desk:payments")),
            Waiting(entries.entries_in_review().count(), _("Bank entries to look at"), reverse("desk:entries")),
            Waiting(refunds.refunds_by_hand().count(), _("Refunds to pay back"), reverse("desk:refunds")),
            Waiting(breaks.open_breaks().count(), _("Payment differences"), reverse("desk:breaks"), is_late=True),
        ]

    def _labels(self) -> list[Waiting]:
        return [Waiting(len(labels.incomplete(self.reach)), _("Labels to complete"), reverse("desk:labels"))]
