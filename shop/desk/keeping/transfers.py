"""Goods between locations: sent from one, on their way, counted in at the other."""

from typing import cast

from django.db.models import F, Prefetch, Q
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import DetailView, ListView

from catalogue.models import Product
from shop.desk.forms.stock import ArrivalForm, SendForm
from shop.desk.frame import PER_PAGE, DeedForm, Desk, Unfinished
from shop.locations.models import Location
from shop.stock import transfers
from shop.stock.models import Balance, Transfer, TransferLine

MOST_SHELVES = 200


class TransferList(Desk, ListView):
    room, needs = "transfers", "sees_goods"
    title = gettext_lazy("Transfers")
    template_name = "pages/desk/transfers.html"
    paginate_by = PER_PAGE
    SHOWS = (
        ("", gettext_lazy("On the way")),
        ("coming", gettext_lazy("Coming to you")),
        ("received", gettext_lazy("Received")),
    )

    def get_queryset(self):
        show = self.request.GET.get("show", "")
        chosen = self.reach.transfers_to_receive() if show == "coming" else self.reach.transfers()
        state = Transfer.State.RECEIVED if show == "received" else Transfer.State.DISPATCHED
        chosen = chosen.filter(state=state).select_related("origin", "destination", "dispatched_by")
        return chosen.prefetch_related("lines").order_by("-dispatched_at", "-pk")

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "show": self.request.GET.get("show", ""),
            "shows": self.SHOWS,
        }


class TransferPage(Desk, DetailView):
    room, needs = "transfers", "sees_goods"
    template_name = "pages/desk/transfer.html"

    def get_title(self):
        return _("From %(origin)s to %(destination)s") % {
            "origin": self.object.origin,
            "destination": self.object.destination,
        }

    def get_queryset(self):
        lines = TransferLine.objects.select_related("lot__product__parent")
        return (
            self.reach.transfers()
            .select_related("origin", "destination", "dispatched_by", "received_by")
            .prefetch_related(Prefetch("lines", lines))
        )

    def get_context_data(self, **kwargs):
        is_mine = self.reach.moves_all_goods or self.object.destination_id in self.reach.worked
        return super().get_context_data(**kwargs) | {
            "is_receivable": is_mine and self.object.state == Transfer.State.DISPATCHED
        }


class Send(DeedForm):
    """First from where, then how many of which lots. Goods promised to buyers stay."""

    room, needs = "transfers", "moves_goods"
    title = gettext_lazy("Send goods to another location")
    template_name = "pages/desk/transfer_send.html"
    form_class = SendForm
    action = gettext_lazy("Send them")

    @cached_property
    def origin(self) -> Location | None:
        chosen = self.request.GET.get("origin", "")
        mine = self.reach.locations_in_hand()
        if chosen.isdecimal():
            return get_object_or_404(mine, pk=chosen)
        return mine.get() if len(self.reach.worked) == 1 and not self.reach.moves_all_goods else None

    def get_initial(self):
        return super().get_initial() | {"destination": self.request.GET.get("destination", "")}

    def get_form_kwargs(self):
        shelves = Balance.objects.filter(location=self.origin, on_hand__gt=F("reserved"))
        if text := self.request.GET.get("q", "").strip():
            named = Product.objects.saying(text).values("pk")
            shelves = shelves.filter(Q(lot__product__in=named) | Q(lot__code__icontains=text))
        expires_first = F("lot__expires_on").asc(nulls_last=True)
        shelves = shelves.select_related("lot__product__parent").order_by("lot__product__folded", expires_first, "pk")
        open_ones = Location.objects.filter(is_open=True)
        return super().get_form_kwargs() | {
            "shelves": shelves[:MOST_SHELVES] if self.origin else [],
            "destinations": open_ones.exclude(pk=self.origin.pk) if self.origin else open_ones,
        }

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "origin": self.origin,
            "origins": self.reach.locations_in_hand(),
            "q": self.request.GET.get("q", "").strip(),
        }

    def do(self, form):
        transfer = transfers.dispatch(
            origin=cast(Location, self.origin),  # without one there are no shelves, and the form refuses
            destination=form.cleaned_data["destination"],
            quantities=form.quantities(),
            source_key=form.source_key("transfer"),
            at=now(),
            actor=self.request.user,
        )
        return _("%(n)d units are on their way to %(destination)s.") % {
            "n": sum(form.quantities().values()),
            "destination": transfer.destination,
        }


class ReceiveTransfer(DeedForm):
    """Count in what came; what neither came whole nor damaged is missing."""

    room, needs = "transfers", "moves_goods"
    template_name = "pages/desk/transfer_receive.html"
    form_class = ArrivalForm
    action = gettext_lazy("Put it on the shelf")
    intro = gettext_lazy("Count each lot. What is neither whole nor damaged is noted as missing.")

    @cached_property
    def transfer(self) -> Transfer:
        coming = self.reach.transfers_to_receive().select_related("origin", "destination")
        return get_object_or_404(coming, pk=self.kwargs["pk"])

    def get_title(self):
        return _("Receive from %(origin)s") % {"origin": self.transfer.origin}

    def get_back_url(self):
        return reverse("desk:transfer", args=[self.transfer.pk])

    def get_form_kwargs(self):
        lines = self.transfer.lines.select_related("lot__product__parent").order_by("pk")
        return super().get_form_kwargs() | {"lines": lines}

    def do(self, form):
        arrivals = {line.pk: _arrival(form, line) for line in form.lines}
        transfers.receive(transfer=self.transfer, arrivals=arrivals, at=now(), actor=self.request.user)
        received = sum(arrival.received for arrival in arrivals.values())
        lacking = sum(arrival.damaged + arrival.short for arrival in arrivals.values())
        if lacking:
            return Unfinished(
                _("%(received)d units are on the shelf; %(lacking)d missing or damaged are noted.")
                % {"received": received, "lacking": lacking}
            )
        return _("All %(received)d units are on the shelf.") % {"received": received}


def _arrival(form: ArrivalForm, line: TransferLine) -> transfers.Arrival:
    facts = form.cleaned_data
    received, damaged = facts[f"received_{line.pk}"], facts[f"damaged_{line.pk}"] or 0
    return transfers.Arrival(
        received=received,
        damaged=damaged,
        short=line.sent - received - damaged,
        reason=facts[f"reason_{line.pk}"],
    )
