"""Goods on their shelves: what lies where, its ledger, and the deeds that receive, count and write off."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F, Min, OuterRef, Q, QuerySet, Subquery, Sum, Value, Window
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import ListView
from oscar.core.loading import get_model

from catalogue.models import Product
from catalogue.traceability.deeds import make_lot
from shop.desk.access import Reach
from shop.desk.forms.stock import CountForm, ReceiveForm, WriteOffForm
from shop.desk.frame import PER_PAGE, AboutAProduct, DeedForm, Desk, Press
from shop.stock import ledger
from shop.stock.models import Balance, Movement, is_on_show


def near_expiry(day: date) -> Q:
    return Q(lot__expires_on__gte=day, lot__expires_on__lte=day + timedelta(days=settings.NEAR_EXPIRY_DAYS))


def past_its_date(day: date) -> Q:
    return Q(lot__expires_on__lt=day)


def running_low(reach: Reach) -> QuerySet:
    """Products on show with few units left at a location: rows of location, product and `units`."""
    StockRecord = get_model("partner", "StockRecord")
    own_limit = StockRecord.objects.filter(product=OuterRef("lot__product")).values("product")
    own_limit = own_limit.annotate(limit=Min("low_stock_threshold")).values("limit")
    shelves = reach.shelves().filter(lot__product__is_public=True, location__is_open=True)
    return (
        shelves.order_by()
        .values("location", "location__name", "lot__product", "lot__product__title", "lot__product__parent__title")
        .annotate(
            units=Coalesce(Sum(F("on_hand") - F("reserved"), filter=is_on_show(localdate())), 0),
            limit=Coalesce(Subquery(own_limit), Value(settings.LOW_STOCK_UNITS)),
        )
        .filter(units__lte=F("limit"))
        .order_by("units", "lot__product__title", "location__name")
    )


def fuller_shelves(reach: Reach, rows: list[dict]) -> list[Mapping[str, Any] | None]:
    """For each row of `running_low`: where in this person's hands most of its product is free, and how much."""
    free = Sum(F("on_hand") - F("reserved"))
    shelves = reach.shelves_in_hand().filter(lot__product__in={row["lot__product"] for row in rows})
    shelves = shelves.filter(location__is_open=True, on_hand__gt=F("reserved")).on_show_on(localdate())
    found = shelves.order_by().values("lot__product", "location", "location__name").annotate(units=free)
    fullest_first = sorted(found, key=lambda place: (-place["units"], place["location"]))
    return [
        next(
            (
                place
                for place in fullest_first
                if place["lot__product"] == row["lot__product"]
                and place["location"] != row["location"]
                and place["units"] > row["limit"]
            ),
            None,
        )
        for row in rows
    ]


class Shelves(Desk, ListView):
    room, needs = "shelves", "sees_goods"
    title = gettext_lazy("Stock")
    template_name = "pages/desk/shelves.html"
    paginate_by = PER_PAGE
    SHOWS = (
        ("", gettext_lazy("On the shelves")),
        ("near", gettext_lazy("Close to their date")),
        ("past", gettext_lazy("Past their date")),
        ("empty", gettext_lazy("Empty")),
    )

    def get_queryset(self):
        asked, day = self.request.GET, localdate()
        show = asked.get("show", "")
        shelves = self.reach.shelves().saying_why_held().select_related("lot__product__parent", "location")
        shelves = shelves.filter(on_hand=0) if show == "empty" else shelves.filter(on_hand__gt=0)
        if show == "near":
            shelves = shelves.filter(near_expiry(day))
        elif show == "past":
            shelves = shelves.filter(past_its_date(day))
        if (location := asked.get("location", "")).isdecimal():
            shelves = shelves.filter(location=int(location))
        if text := asked.get("q", "").strip():
            named = Product.objects.saying(text).values("pk")
            shelves = shelves.filter(Q(lot__product__in=named) | Q(lot__code__icontains=text))
        expires_first = F("lot__expires_on").asc(nulls_last=True)
        return shelves.order_by("lot__product__folded", "lot__product", expires_first, "location__name", "pk")

    def get_context_data(self, **kwargs):
        day = localdate()
        return super().get_context_data(**kwargs) | {
            "q": self.request.GET.get("q", "").strip(),
            "show": self.request.GET.get("show", ""),
            "shows": self.SHOWS,
            "locations": self.reach.locations(),
            "location": self.request.GET.get("location", ""),
            "day": day,
            "near": day + timedelta(days=settings.NEAR_EXPIRY_DAYS),
            "in_hand": set(self.reach.locations_in_hand().values_list("pk", flat=True)),
        }


class Low(Desk, ListView):
    room, needs = "shelves", "sees_goods"
    title = gettext_lazy("Running low")
    template_name = "pages/desk/low.html"
    paginate_by = PER_PAGE

    def get_queryset(self):
        return running_low(self.reach)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        rows = list(context["page_obj"])
        return context | {"rows": list(zip(rows, fuller_shelves(self.reach, rows), strict=True))}


class Shelf(Desk, ListView):
    """One lot at one location, and every movement of it, newest first."""

    room, needs = "shelves", "sees_goods"
    template_name = "pages/desk/shelf.html"
    paginate_by = PER_PAGE

    @cached_property
    def shelf(self) -> Balance:
        return get_object_or_404(
            self.reach.shelves().select_related("lot__product__parent", "location"), pk=self.kwargs["pk"]
        )

    def get_title(self):
        return self.shelf.lot.product.get_title()

    def get_queryset(self):
        movements = self.shelf.location.movements.filter(lot=self.shelf.lot).select_related("actor")
        return movements.annotate(
            after=Window(Sum("quantity"), order_by=(F("recorded_at").asc(), F("pk").asc()))
        ).order_by("-recorded_at", "-pk")

    def get_context_data(self, **kwargs):
        in_hand = self.reach.moves_all_goods or self.shelf.location_id in self.reach.worked
        hold = self.shelf.lot.holds.standing().first()
        return super().get_context_data(**kwargs) | {
            "shelf": self.shelf,
            "free": 0 if hold else self.shelf.free,
            "hold": hold,
            "in_hand": in_hand,
            "day": localdate(),
        }


class Receive(AboutAProduct):
    room, needs = "shelves", "moves_goods"
    form_class = ReceiveForm
    action = gettext_lazy("Put it on the shelf")
    chooser_title = gettext_lazy("Receive goods")

    def offered(self):
        return Product.objects.exclude(structure=Product.PARENT)

    def get_title_of(self, product):
        return _("Receive %(product)s") % {"product": product.get_title()}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {
            "product": self.product,
            "locations": self.reach.locations_in_hand().filter(is_open=True),
        }

    @transaction.atomic
    def do(self, form):
        facts = form.cleaned_data
        lot = facts["lot"] or make_lot(
            product=self.product,
            code=facts["code"],
            made_on=facts["made_on"],
            expires_on=facts["expires_on"],
            quantity=facts["quantity"],
        )
        ledger.receive(
            lot=lot,
            location=facts["location"],
            quantity=facts["quantity"],
            source_key=form.source_key("receive"),
            at=now(),
            actor=self.request.user,
        )
        return _("%(n)d × %(product)s, lot %(lot)s, are on the shelf of %(location)s.") % {
            "n": facts["quantity"],
            "product": self.product.get_title(),
            "lot": lot.code,
            "location": facts["location"],
        }


class ShelfForm(DeedForm):
    """A deed on one shelf."""

    room, needs = "shelves", "moves_goods"

    @cached_property
    def shelf(self) -> Balance:
        shelves = self.reach.shelves_in_hand().select_related("lot__product__parent", "location")
        return get_object_or_404(shelves, pk=self.kwargs["pk"])

    def get_back_url(self):
        return reverse("desk:shelf", args=[self.shelf.pk])

    def get_facts(self):
        shelf = self.shelf
        return [
            (_("Goods"), shelf.lot.product.get_title()),
            (_("Lot"), shelf.lot.code),
            (_("Location"), shelf.location.name),
        ]


class CountShelf(ShelfForm):
    form_class = CountForm
    title = gettext_lazy("Count a shelf")
    action = gettext_lazy("Believe the count")
    intro = gettext_lazy("Count what lies there, promised goods too, without looking at the figures.")

    def do(self, form):
        facts = form.cleaned_data
        movement = ledger.count(
            lot=self.shelf.lot,
            location=self.shelf.location,
            counted=facts["counted"],
            reason=facts["reason"],
            source_key=form.source_key("count"),
            at=now(),
            actor=self.request.user,
        )
        if movement is None:
            return _("Counted %(counted)d: the ledger says the same.") % facts
        return _("Counted %(counted)d: the ledger was put right by %(difference)+d.") % {
            "counted": facts["counted"],
            "difference": movement.quantity,
        }


class WriteOff(ShelfForm):
    form_class = WriteOffForm
    title = gettext_lazy("Take goods off the shelf")
    action = gettext_lazy("Take them off")
    is_danger = True

    def do(self, form):
        facts = form.cleaned_data
        movement = ledger.write_off(
            lot=self.shelf.lot,
            location=self.shelf.location,
            quantity=facts["quantity"],
            kind=facts["kind"],
            reason=facts["reason"],
            source_key=form.source_key("off"),
            at=now(),
            actor=self.request.user,
        )
        return _("%(n)d × %(product)s left the shelf: %(kind)s.") % {
            "n": facts["quantity"],
            "product": self.shelf.lot.product.get_title(),
            "kind": movement.get_kind_display(),
        }


class ReturnToProducer(Press):
    """All that is not promised of one lot goes back to who made it, in one press."""

    needs = "moves_goods"

    def do(self):
        shelf = get_object_or_404(self.reach.shelves_in_hand().select_related("lot__product"), pk=self.kwargs["pk"])
        units = shelf.on_hand - shelf.reserved
        if units < 1:
            return _("Nothing of this lot is free to go back.")
        ledger.write_off(
            lot=shelf.lot,
            location=shelf.location,
            quantity=units,
            kind=Movement.Kind.RETURN_TO_PRODUCER,
            reason=_("Close to its date"),
            source_key=f"desk:back:{shelf.pk}:{shelf.location.movements.filter(lot=shelf.lot).count()}",
            at=now(),
            actor=self.request.user,
        )
        return _("%(n)d × %(product)s go back to their producer.") % {
            "n": units,
            "product": shelf.lot.product.get_title(),
        }

    def get_success_url(self):
        return f"{reverse('desk:shelves')}?show=near"
