"""Where goods can be bought by hand. What lies there is read through the relation `balances`."""

from collections import Counter
from typing import Any

from django.db.models import F, Q
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.generic import DetailView, ListView

from catalogue.models import Product
from catalogue.pages.cards import cards_of
from shop.locations import hours
from shop.locations.models import Location

MOST_GOODS = 60


class Index(ListView):
    template_name = "pages/locations/index.html"

    def get_queryset(self):
        points = Location.objects.open_to_public().select_related("ward__province").prefetch_related("opening_hours")
        return points.order_by("ward__province__folded", "name")

    def get_context_data(self, **kwargs):
        at = now()
        provinces: dict[str, list[dict]] = {}
        for point in self.object_list:
            lines = (point.get_kind_display(), _where(point), hours.said_at(point, at=at))
            place = {"name": point.name, "url": point.get_absolute_url(), "line": " · ".join(filter(None, lines))}
            provinces.setdefault(point.ward.province.name, []).append(place)
        return super().get_context_data(**kwargs) | {
            "provinces": provinces,
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
            "week": hours.week_of(point),
            "open_now": hours.said_at(point, at=now()),
            "address": _where(point),
            "crumbs": [
                (reverse("home"), _("Home")),
                (reverse("locations:index"), _("Points of sale")),
                ("", point.name),
            ],
        }

    def _units_by_product(self, day) -> Counter:
        """Units on the shelf by product, those of a size counted with its parent's."""
        balances = self.object.balances.filter(
            Q(lot__expires_on=None) | Q(lot__expires_on__gte=day), on_hand__gt=F("reserved")
        )
        units: Counter = Counter()
        rows = balances.values_list("lot__product", "lot__product__parent", "on_hand", "reserved")
        for product, parent, on_hand, reserved in rows:
            units[parent or product] += on_hand - reserved
        return units


def _where(point: Location) -> str:
    return ", ".join(part for part in (point.street, point.ward.full_name) if part)


def _here(units: int) -> str:
    return _("%(n)d here") % {"n": units}
