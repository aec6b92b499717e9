"""A point's month on one page and as a paper: sales by how they were paid, producers' shares, units."""

from datetime import date, timedelta

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from shop.desk.access import Door
from shop.desk.frame import Desk
from shop.locations.models import Location
from shop.settlement import months, papers

MONTHS_BACK = 12
# Shown where they are asked for; a point that stands all year comes first.
BESIDES = (Location.Kind.WAREHOUSE, Location.Kind.FAIR)


class OfAMonth(Door):
    """`?location=<pk>&month=2026-11`; without them the first of one's points, and the month that runs."""

    needs = "reads_months"

    @cached_property
    def locations(self) -> list[Location]:
        return list(self.reach.locations_accounted().select_related("ward__province").order_by("name"))

    @cached_property
    def location(self) -> Location | None:
        chosen = self.request.GET.get("location", "")
        if chosen.isdecimal():
            return get_object_or_404(self.reach.locations_accounted().select_related("ward__province"), pk=chosen)
        return min(self.locations, key=lambda place: place.kind in BESIDES, default=None)

    @cached_property
    def first(self) -> date:
        chosen = self.request.GET.get("month", "")
        try:
            return date.fromisoformat(f"{chosen}-01") if chosen else localdate().replace(day=1)
        except ValueError:
            raise Http404 from None

    def month(self) -> months.Month:
        if self.location is None:
            raise Http404
        return months.of(self.location, first=self.first, today=localdate())


class MonthPage(OfAMonth, Desk, TemplateView):
    room = "shifts"
    template_name = "pages/desk/counters/month.html"

    def get_title(self):
        return _("Statement of the month %(month)s") % {"month": f"{self.first:%m/%Y}"}

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "month": self.month(),
            "locations": self.locations,
            "firsts": recent(localdate()),
        }


class MonthPaper(OfAMonth, View):
    http_method_names = ["get"]

    def get(self, request):
        month = self.month()
        name = f"{month.location.slug}-{month.first:%Y-%m}.pdf"
        return HttpResponse(
            papers.month_paper(month),
            content_type="application/pdf",
            headers={"Content-Disposition": f'inline; filename="{name}"'},
        )


def recent(day: date) -> list[date]:
    """First days of the months that may be asked for, this one on top."""
    firsts = [day.replace(day=1)]
    while len(firsts) < MONTHS_BACK:
        firsts.append((firsts[-1] - timedelta(days=1)).replace(day=1))
    return firsts
