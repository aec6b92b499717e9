"""Parcels on their way out: pack, print, send, hand over, and take back what returns."""

from collections import defaultdict

from django.db.models import Prefetch, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import DetailView, ListView, View

from shop.desk.access import Door
from shop.desk.forms.orders import DispatchForm, HandOverForm, ReturnForm
from shop.desk.frame import PER_PAGE, DeedForm, Desk, Press
from shop.desk.selling.orders import buyer_of, matching
from shop.order import amounts, papers
from shop.order.models import Order
from shop.order.parcels import Parcel, ParcelLine
from shop.order.sending import returns, shipping_out
from shop.payment.attempts import House
from shop.stock.models import Reservation
from themes.templatetags.theme import dong

State = Parcel.State
# name: (label, condition), in the order of a parcel's way.
SHOWS = {
    "pack": (gettext_lazy("To pack"), Q(state=State.PLANNED, order__status=Order.CONFIRMED)),
    "send": (gettext_lazy("To send"), Q(state=State.PACKED, is_pickup=False)),
    "fetch": (gettext_lazy("To be fetched"), Q(state=State.PACKED, is_pickup=True)),
    "way": (gettext_lazy("On the way"), Q(state=State.DISPATCHED)),
    "back": (gettext_lazy("Came back undelivered"), Q(state=State.RETURNED, order__status=Order.CONFIRMED)),
    "done": (gettext_lazy("Delivered or back"), Q(state__in=(State.DELIVERED, State.RETURNED))),
}


class ParcelList(Desk, ListView):
    room, needs = "parcels", "sees_goods"
    title = gettext_lazy("Parcels")
    template_name = "pages/desk/parcels.html"
    paginate_by = PER_PAGE

    @cached_property
    def show(self) -> str:
        show = self.request.GET.get("show", "")
        return show if show in SHOWS else "pack"

    def get_queryset(self):
        parcels = self.reach.parcels().filter(SHOWS[self.show][1])
        parcels = parcels.select_related("order__shipping_address__ward__province", "order__user", "location")
        parcels = parcels.prefetch_related("lines__line").order_by("order__date_placed", "pk")
        if text := self.request.GET.get("q", "").strip():
            parcels = parcels.filter(order__in=matching(Order.objects.all(), text).values("pk"))
        return parcels

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "q": self.request.GET.get("q", "").strip(),
            "show": self.show,
            "shows": [(name, label) for name, (label, _condition) in SHOWS.items()],
        }


class ParcelPage(Desk, DetailView):
    room, needs = "parcels", "sees_goods"
    template_name = "pages/desk/parcel.html"

    def get_title(self):
        return _("Parcel %(parcel)s") % {"parcel": self.object}

    def get_queryset(self):
        lines = ParcelLine.objects.select_related("line").prefetch_related("returns__received_by")
        return (
            self.reach.parcels()
            .select_related("order__shipping_address__ward__province", "order__user", "location")
            .prefetch_related(Prefetch("lines", lines), "order__parcels__lines__line")
        )

    def get_context_data(self, **kwargs):
        parcel = self.object
        came = {content: sum(back.quantity for back in content.returns.all()) for content in parcel.lines.all()}
        return super().get_context_data(**kwargs) | {
            "in_hand": self.reach.moves_all_goods or parcel.location_id in self.reach.worked,
            "lots": lots_of(parcel),
            "buyer": buyer_of(parcel.order),
            "takeable": [content for content, units in came.items() if units < content.quantity],
            "is_opened": any(came.values()),
            "cash_due": amounts.dues(parcel.order.parcels.all())[parcel.pk]
            if parcel.order.pays_by == House.CASH and parcel.state != State.DELIVERED
            else None,
        }


def lots_of(parcel: Parcel) -> dict[int, list[Reservation]]:
    """{order line pk: what is taken from which lot}, promised or already sent."""
    lots = defaultdict(list)
    states = (Reservation.State.ACTIVE, Reservation.State.COMMITTED, Reservation.State.SPENT)
    taken = Reservation.objects.filter(
        line__order=parcel.order_id, balance__location=parcel.location_id, state__in=states
    )
    for reservation in taken.select_related("balance__lot"):
        lots[reservation.line_id].append(reservation)
    return lots


class Pack(Press):
    needs = "moves_goods"

    def do(self):
        parcel = get_object_or_404(self.reach.parcels_in_hand(), pk=self.kwargs["pk"])
        shipping_out.pack(parcel=parcel, at=now(), actor=self.request.user)
        return _("Parcel %(parcel)s is packed.") % {"parcel": parcel}

    def get_success_url(self):
        return reverse("desk:parcel", args=[self.kwargs["pk"]])


class Deliver(Press):
    needs = "moves_goods"

    def do(self):
        parcel = get_object_or_404(self.reach.parcels_in_hand(), pk=self.kwargs["pk"])
        shipping_out.deliver(parcel=parcel, at=now(), actor=self.request.user)
        return _("Parcel %(parcel)s is delivered.") % {"parcel": parcel}

    def get_success_url(self):
        return reverse("desk:parcel", args=[self.kwargs["pk"]])


class ParcelForm(DeedForm):
    """A deed on one parcel that asks something."""

    room, needs = "parcels", "moves_goods"

    @cached_property
    def parcel(self) -> Parcel:
        parcels = self.reach.parcels_in_hand().select_related("order__shipping_address", "order__user", "location")
        return get_object_or_404(parcels, pk=self.kwargs["pk"])

    def get_back_url(self):
        return reverse("desk:parcel", args=[self.parcel.pk])

    def get_facts(self):
        return [(_("Buyer"), buyer_of(self.parcel.order)), (_("From"), self.parcel.location.name)]


class Dispatch(ParcelForm):
    form_class = DispatchForm
    action = gettext_lazy("The carrier has it")
    deed = staticmethod(shipping_out.dispatch)

    def get_title(self):
        return _("Send parcel %(parcel)s") % {"parcel": self.parcel}

    def do(self, form):
        tracking = form.cleaned_data["tracking_number"]
        self.deed(parcel=self.parcel, tracking_number=tracking, at=now(), actor=self.request.user)
        return _("Parcel %(parcel)s is on its way; the buyer gets a letter with %(tracking)s.") % {
            "parcel": self.parcel,
            "tracking": tracking,
        }


class SendAgain(Dispatch):
    """The carrier could not deliver it and brings the box back, unopened."""

    intro = gettext_lazy("The same box goes out anew. If it was opened or is damaged, take its goods back instead.")
    deed = staticmethod(shipping_out.send_again)

    def get_title(self):
        return _("Send parcel %(parcel)s again") % {"parcel": self.parcel}

    def get_facts(self):
        return [*super().get_facts(), (_("Tracking number so far"), self.parcel.tracking_number)]


class HandOver(ParcelForm):
    form_class = HandOverForm
    action = gettext_lazy("The buyer has it")

    def get_title(self):
        return _("Hand over parcel %(parcel)s") % {"parcel": self.parcel}

    def get_facts(self):
        facts = super().get_facts()
        if self.parcel.order.pays_by == House.CASH:
            parcels = self.parcel.order.parcels.prefetch_related("lines__line")
            facts.append((_("Take in cash"), dong(amounts.dues(parcels)[self.parcel.pk])))
        return facts

    def do(self, form):
        shipping_out.hand_over(parcel=self.parcel, code=form.cleaned_data["code"], at=now(), actor=self.request.user)
        return _("Parcel %(parcel)s is with the buyer.") % {"parcel": self.parcel}


class TakeBack(ParcelForm):
    form_class = ReturnForm
    action = gettext_lazy("Take it back")
    intro = gettext_lazy("Look at each unit. Money is given back from the page of the order, not here.")

    @cached_property
    def line(self) -> ParcelLine:
        return get_object_or_404(self.parcel.lines.select_related("line"), pk=self.kwargs["line_pk"])

    def get_title(self):
        return _("What came back of parcel %(parcel)s") % {"parcel": self.parcel}

    def get_facts(self):
        return [
            *super().get_facts(),
            (_("Goods"), self.line.line.title),
            (_("Sent"), str(self.line.quantity)),
        ]

    def do(self, form):
        facts = form.cleaned_data
        returns.take_back(
            parcel_line=self.line,
            restocked=facts["restocked"],
            written_off=facts["written_off"],
            reason=facts["reason"],
            key=form.source_key("return"),
            at=now(),
            actor=self.request.user,
        )
        return _("Taken back: %(restocked)d to the shelf, %(written_off)d written off.") % facts


class Paper(Door, View):
    """A parcel's picking list or delivery note as PDF."""

    needs = "sees_goods"
    http_method_names = ["get"]
    paper = "picking_list"

    def get(self, request, pk: int) -> HttpResponse:
        parcels = self.reach.parcels().select_related("order__shipping_address__ward__province", "location")
        parcel = get_object_or_404(parcels, pk=pk)
        pdf = getattr(papers, self.paper)(parcel)
        name = f"{self.paper}-{parcel}.pdf"
        return HttpResponse(
            pdf, content_type="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}"'}
        )
