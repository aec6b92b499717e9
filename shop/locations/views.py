"""Where goods can be bought by hand. What lies there is read through the relation `balances`."""

from collections import Counter
from typing import Any

from django.db.models import F
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.generic import DetailView, ListView

from catalogue.models import Product
from catalogue.pages.cards import cards_of
from catalogue.places.mapping import map_of, mark_of
from shop.locations import finding, hours, structured
from shop.locations.models import Location
from shop.locations.telling import told

MOST_GOODS = 60


class Index(ListView):
    """Each page brings the map of its own points. `?near=16.07,108.22` is what a device has told."""

    request: Any
    template_name = "pages/locations/index.html"
    paginate_by = 30

    def get_queryset(self):
        self.at = now()
        self.question = finding.Question.read(self.request.GET)
        self.here = self.request.strategy.whereabouts
        return finding.points(self.question, here=self.here, at=self.at)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        places = [told(found, self.at) for found in context["object_list"]]
        marks = [
            mark_of(found.point, " · ".join(filter(None, (place["line"], place["hours"]))))
            for found, place in zip(context["object_list"], places, strict=True)
        ]
        return context | {
            "points": places,
            "map": map_of(list(filter(None, marks))),
            "question": self.question,
            "here": None if self.question.near else self.here,
            "kinds": Location.Kind.choices,
            "provinces": finding.provinces(),
            "crumbs": [(reverse("home"), _("Home")), ("", _("Points of sale"))],
        }


class Detail(DetailView):
    request: Any
    template_name = "pages/locations/detail.html"
    context_object_name = "location"

    def get_queryset(self):
        return (
            Location.objects.open_to_public()
            .select_related("ward__province", "producer")
            .prefetch_related("opening_hours")
        )

    def get_context_data(self, **kwargs):
        point, day = self.object, localdate()
        units = self._units_by_product(day)
        shown = Product.objects.browsable().sellable_on(day).filter(pk__in=units).with_facts(day).with_sizes()
        products = list(shown.order_by("folded", "pk")[:MOST_GOODS])
        cards = cards_of(products, strategy=self.request.strategy, day=day)
        return super().get_context_data(**kwargs) | {
            "goods": [(card, _here(units[product.pk])) for card, product in zip(cards, products, strict=True)],
            "structured": structured.point_as_json_ld(point, self.request),
            "week": hours.week_of(point),
            "open_now": hours.said_at(point, at=now()),
            "address": point.address,
            "map": map_of(list(filter(None, [mark_of(point, point.address)]))),
            "position": point.position,
            "is_open": hours.is_open_at(point, at=now()),
            "crumbs": [
                (reverse("home"), _("Home")),
                (reverse("locations:index"), _("Points of sale")),
                ("", point.name),
            ],
        }

    def _units_by_product(self, day) -> Counter:
        """Units on the shelf by product, those of a size counted with its parent's."""
        balances = self.object.balances.on_show_on(day).filter(on_hand__gt=F("reserved"))
        units: Counter = Counter()
        rows = balances.values_list("lot__product", "lot__product__parent", "on_hand", "reserved")
        for product, parent, on_hand, reserved in rows:
            units[parent or product] += on_hand - reserved
        return units


def _here(units: int) -> str:
    return _("%(n)d here") % {"n": units}
