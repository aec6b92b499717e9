"""Shifts at counters: who sold when, and the Z-report of each."""

from django.db.models import Exists, OuterRef, Sum
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import DetailView, ListView, View

from shop.desk.access import Door
from shop.desk.counters.figures import said
from shop.desk.frame import PER_PAGE, Desk
from shop.pos import z_report
from shop.pos.discrepancies import Discrepancy


class ShiftList(Desk, ListView):
    room, needs = "shifts", "sees_goods"
    title = gettext_lazy("Shifts")
    template_name = "pages/desk/counters/shifts.html"
    paginate_by = PER_PAGE

    def get_queryset(self):
        shifts = self.reach.shifts().select_related("location", "device", "opened_by")
        asked = Exists(Discrepancy.objects.open().filter(shift=OuterRef("pk")))
        return shifts.annotate(taken=Sum("sales__total", default=0), is_asked_about=asked).order_by("-opened_at", "-pk")


class ShiftPage(Desk, DetailView):
    room, needs = "shifts", "sees_goods"
    template_name = "pages/desk/counters/shift.html"

    def get_title(self):
        return _("Z-report of %(counter)s") % {"counter": self.object.device.name}

    def get_queryset(self):
        return self.reach.shifts().select_related("location", "device", "opened_by", "closed_by")

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "report": z_report.of(self.object),
            "differences": said(self.object.differences),
        }


class ZReportPaper(Door, View):
    needs = "sees_goods"

    def get(self, request, pk):
        shifts = self.reach.shifts().select_related("location__ward__province", "device")
        shift = get_object_or_404(shifts, pk=pk)
        paper = z_report.as_pdf(z_report.of(shift))
        name = f"z-{shift.pk}.pdf"
        return HttpResponse(
            paper, content_type="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}"'}
        )
