"""All points of sale on one page and a map: what each sold today, what waits there, and how one or all went by day."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, F, Min, Q, QuerySet, Sum
from django.db.models.functions import TruncDate
from django.urls import reverse
from django.utils.timezone import localdate, make_aware
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from catalogue.places.mapping import Mark, map_of
from shop.desk import charts
from shop.desk.access import Reach
from shop.desk.frame import Desk
from shop.desk.keeping.stock import near_expiry
from shop.locations.models import Location
from shop.order.parcels import Parcel
from shop.pos.refunds import Refund
from shop.pos.sales import Sale
from shop.stock.models import Balance, Movement
from themes.templatetags.theme import dong

SPANS = (7, 30, 90)
DAYS = 30


@dataclass(frozen=True, kw_only=True)
class Point:
    """A location and its figures of today. `unsent`: entries that its counters hold, `since` the oldest."""

    location: Location
    sales: int
    taken: int
    units: int
    near: int
    unsent: int
    since: datetime | None
    questions: int
    to_hand_over: int

    @property
    def url(self) -> str:
        return f"{reverse('desk:shelves')}?location={self.location.pk}"


class Points(Desk, TemplateView):
    room, needs = "points", "sees_goods"
    title = gettext_lazy("Points of sale")
    template_name = "pages/desk/points.html"

    def get_context_data(self, **kwargs):
        day = localdate()
        points = figures_of(self.reach, day)
        marks = [mark for point in points if (mark := _mark(point))]
        asked = self.request.GET
        days = next((days for days in SPANS if str(days) == asked.get("days")), DAYS)
        chosen = next((point.location for point in points if str(point.location.pk) == asked.get("point")), None)
        places = self.reach.locations().filter(pk=chosen.pk) if chosen else self.reach.locations()
        first = day - timedelta(days=days - 1)
        return super().get_context_data(**kwargs) | {
            "points": points,
            "map": map_of(marks),
            "chosen": chosen,
            "days": days,
            "spans": SPANS,
            "sold": charts.by_day(sold_by_day(places, first), first=first, last=day),
            "stock": charts.by_day(units_by_day(places, first, day), first=first, last=day),
            "sales": sum(point.sales for point in points),
            "taken": sum(point.taken for point in points),
            "unsent": sum(point.unsent for point in points),
            "questions": sum(point.questions for point in points),
        }


def figures_of(reach: Reach, day: date) -> list[Point]:
    """A fixed number of queries, however many points there are."""
    places = reach.locations().filter(is_open=True).select_related("ward__province").order_by("name")
    begins = _begin_of(day)
    sold = _by_place(Sale.objects.filter(happened_at__gte=begins), n=Count("pk"), money=Sum("total"))
    back = _by_place(Refund.objects.filter(happened_at__gte=begins), money=Sum("total"))
    shelves = _by_place(
        reach.shelves().filter(on_hand__gt=0), units=Sum("on_hand"), near=Count("pk", filter=near_expiry(day))
    )
    devices = _by_place(reach.devices().in_use().filter(unsent__gt=0), n=Sum("unsent"), since=Min("unsent_since"))
    questions = _by_place(reach.discrepancies().open(), n=Count("pk"))
    waiting = Q(is_pickup=True, state=Parcel.State.PACKED)
    parcels = _by_place(reach.parcels().filter(waiting), n=Count("pk"))
    return [
        Point(
            location=place,
            sales=sold.get(place.pk, {}).get("n", 0),
            taken=sold.get(place.pk, {}).get("money", 0) - back.get(place.pk, {}).get("money", 0),
            units=shelves.get(place.pk, {}).get("units", 0),
            near=shelves.get(place.pk, {}).get("near", 0),
            unsent=devices.get(place.pk, {}).get("n", 0),
            since=devices.get(place.pk, {}).get("since"),
            questions=questions.get(place.pk, {}).get("n", 0),
            to_hand_over=parcels.get(place.pk, {}).get("n", 0),
        )
        for place in places
    ]


def sold_by_day(places: QuerySet[Location], first: date) -> dict[date, int]:
    """Dong taken at their counters from that day on, refunds off, by the day on which it happened."""
    here = {"happened_at__gte": _begin_of(first), "location__in": places}
    taken = _by_date(Sale.objects.filter(**here), "total")
    for on, money in _by_date(Refund.objects.filter(**here), "total").items():
        taken[on] = taken.get(on, 0) - money
    return taken


def units_by_day(places: QuerySet[Location], first: date, last: date) -> dict[date, int]:
    """Units on their shelves at the end of each day: those of today, and back from there by the ledger."""
    here = Movement.objects.filter(location__in=places, happened_at__gte=_begin_of(first))
    moved = _by_date(here, "quantity")
    there = Balance.objects.filter(location__in=places).aggregate(units=Sum(F("on_hand") - F("short"), default=0))[
        "units"
    ]
    units = {}
    for n in range((last - first).days + 1):
        on = last - timedelta(days=n)
        units[on] = there
        there -= moved.get(on, 0)
    return units


def _begin_of(day: date) -> datetime:
    return make_aware(datetime.combine(day, datetime.min.time()))


def _by_place(rows: QuerySet, **figures) -> dict[int, dict]:
    return {row.pop("location"): row for row in rows.order_by().values("location").annotate(**figures)}


def _by_date(rows: QuerySet, field: str) -> dict[date, int]:
    summed = rows.order_by().annotate(on=TruncDate("happened_at")).values_list("on").annotate(sum=Sum(field))
    return dict(summed)


def _mark(point: Point) -> Mark | None:
    position = point.location.position
    if position is None:
        return None
    line = _("%(sales)d sales today, %(taken)s") % {"sales": point.sales, "taken": dong(point.taken)}
    return Mark(*position, point.location.name, line, point.url)
