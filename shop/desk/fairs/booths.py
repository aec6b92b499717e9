"""One booth: what comes next on its way, and the deeds that take it there."""

from collections.abc import Iterator

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import Promise, cached_property
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import DetailView

from shop.desk.fairs.forms import (
    AssignForm,
    BoothCountForm,
    EmptyForm,
    ExplainForm,
    OpenForm,
    SettleForm,
    WithdrawForm,
)
from shop.desk.frame import DeedForm, Desk, Press, Unfinished
from shop.desk.keeping.transfers import Send
from shop.fairs import cash, ending, inviting, selling, sheets
from shop.fairs.models import Booth
from shop.locations.models import Location
from shop.pos.devices.models import Device
from shop.stock.models import Transfer
from themes.templatetags.theme import dong

State = Booth.State
# What may be pressed in each state, the first of them first: (name of the address, label).
NEXT = {
    State.ASSIGNED: (
        ("booth-stocked", gettext_lazy("All has arrived")),
        ("stock-booth", gettext_lazy("Send goods here")),
    ),
    State.STOCKED: (("open-booth", gettext_lazy("Open it")), ("stock-booth", gettext_lazy("Send goods here"))),
    State.OPEN: (("count-booth", gettext_lazy("Close and count")), ("stock-booth", gettext_lazy("Send goods here"))),
    State.COUNTED: (
        ("empty-booth", gettext_lazy("Send the rest back")),
        ("explain-booth", gettext_lazy("Say why the count differs")),
    ),
    State.RETURNED: (("settle-booth", gettext_lazy("Settle it")),),
}
BY_OFFICER = {
    State.INVITED: (("assign-booth", gettext_lazy("Give it a place")), ("withdraw-booth", gettext_lazy("Withdraw"))),
    State.ASSIGNED: (("withdraw-booth", gettext_lazy("Withdraw")),),
}
PRESSED = {"booth-stocked"}
FOR_MANAGERS = {"settle-booth"}


class BoothPage(Desk, DetailView):
    room, needs = "fairs", "sees_goods"
    template_name = "pages/desk/booth.html"
    context_object_name = "booth"

    def get_title(self):
        return f"{self.object.title} · {self.object.fair.title}"

    def get_queryset(self):
        return self.reach.booths().select_related("fair__ward", "producer", "location").prefetch_related("steps__actor")

    def get_context_data(self, **kwargs):
        booth = self.object
        place = booth.location_id
        return super().get_context_data(**kwargs) | {
            "steps": _way(booth),
            "deeds": list(self._deeds()),
            "history": booth.steps.all(),
            "goods": sheets.goods([booth]),
            "is_blind": booth.state == State.OPEN,
            "earned": sheets.money([booth]),
            "variances": booth.variances.select_related("count__lot__product__parent", "explained_by"),
            "corrections": sheets.corrections(booth),
            "late_money": sheets.late_money(booth),
            "devices": Device.objects.filter(location=place).order_by("revoked_at", "name") if place else [],
            "coming": Transfer.objects.filter(destination=place, state="dispatched") if place else [],
        }

    def _deeds(self) -> Iterator[tuple[str, str | Promise, bool]]:
        """(address, label, is pressed at once) of what this person may do next."""
        for name, label in self._next():
            yield reverse(f"desk:{name}", args=[self.object.pk]), label, name in PRESSED

    def _next(self) -> list[tuple[str, str | Promise]]:
        booth = self.object
        deeds = list(BY_OFFICER.get(booth.state, ())) if self.reach.runs_fairs else []
        if booth.location_id and self.reach.booths_in_hand().filter(pk=booth.pk).exists():
            coming_next = list(NEXT.get(booth.state, ()))
            if booth.state == State.ASSIGNED and not booth.place.balances.filter(on_hand__gt=0).exists():
                coming_next.reverse()
            deeds = coming_next + deeds
        return [deed for deed in deeds if deed[0] not in FOR_MANAGERS or self.reach.settles_orders]


class BoothForm(DeedForm):
    """A deed of those who run the booth."""

    room, needs = "fairs", "moves_goods"

    @cached_property
    def booth(self) -> Booth:
        mine = self.reach.booths_in_hand().select_related("fair", "producer", "location")
        return get_object_or_404(mine, pk=self.kwargs["pk"])

    def get_back_url(self):
        return reverse("desk:booth", args=[self.booth.pk])

    def get_facts(self):
        return [(_("Fair"), self.booth.fair.title), (_("Booth"), self.booth.title), (_("Held by"), self.booth.holder)]


class OfficersForm(BoothForm):
    needs = "runs_fairs"

    @cached_property
    def booth(self) -> Booth:
        return get_object_or_404(self.reach.booths().select_related("fair", "producer"), pk=self.kwargs["pk"])


class Assign(OfficersForm):
    form_class = AssignForm
    title = gettext_lazy("Give the booth a place")
    action = gettext_lazy("Give it the place")

    def do(self, form):
        booth = inviting.assign(booth=self.booth, **form.cleaned_data, at=now(), actor=self.request.user)
        return _("%(holder)s stands at booth %(number)s.") % {"holder": booth.holder, "number": booth.number}


class Withdraw(OfficersForm):
    form_class = WithdrawForm
    title = gettext_lazy("They do not come")
    action = gettext_lazy("Withdraw the booth")
    is_danger = True

    def do(self, form):
        inviting.withdraw(booth=self.booth, **form.cleaned_data, at=now(), actor=self.request.user)
        return _("The booth is withdrawn.")


class Stock(BoothForm, Send):
    """The desk's own way of sending goods, with the booth as where they go."""

    title = gettext_lazy("Send goods to the booth")
    template_name = "pages/desk/transfer_send.html"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {
            "destinations": Location.objects.filter(pk=self.booth.place.pk),
            "initial": {"destination": self.booth.place.pk},
        }

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "origins": self.reach.locations_in_hand().exclude(pk=self.booth.place.pk)
        }

    def do(self, form):
        if self.origin is None:
            raise Http404
        selling.send(
            booth=self.booth,
            origin=self.origin,
            quantities=form.quantities(),
            source_key=form.source_key("booth"),
            at=now(),
            actor=self.request.user,
        )
        units = sum(form.quantities().values())
        return _("%(n)d units are on their way to %(destination)s.") % {"n": units, "destination": self.booth.place}


class Stocked(Press):
    needs = "moves_goods"

    @cached_property
    def booth(self) -> Booth:
        return get_object_or_404(self.reach.booths_in_hand().select_related("fair"), pk=self.kwargs["pk"])

    def do(self):
        selling.stocked(booth=self.booth, at=now(), actor=self.request.user)
        return _("The booth is stocked.")

    def get_success_url(self):
        return reverse("desk:booth", args=[self.booth.pk])


class Open(BoothForm):
    form_class = OpenForm
    title = gettext_lazy("Open the booth")
    action = gettext_lazy("Open it")
    intro = gettext_lazy("It sells from now on. Enrol its counters, and count the cash into their drawers.")

    def do(self, form):
        selling.open_booth(booth=self.booth, **form.cleaned_data, at=now(), actor=self.request.user)
        return _("The booth is open.")


class Count(BoothForm):
    form_class = BoothCountForm
    title = gettext_lazy("Close and count")
    template_name = "pages/desk/booth_count.html"
    action = gettext_lazy("Believe the count")
    intro = gettext_lazy("Count each lot. Where nothing is left, write 0. The booth sells nothing after this.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"shelves": ending.to_count(self.booth)}

    def do(self, form):
        booth = ending.count(booth=self.booth, counted=form.counted(), at=now(), actor=self.request.user)
        differ = booth.variances.count()
        if differ:
            return Unfinished(_("Counted. The books said something else of %(n)d lots: say why.") % {"n": differ})
        return _("Counted: the books say the same.")

    def get_success_url(self):
        differs = self.booth.variances.exists()
        return reverse("desk:explain-booth", args=[self.booth.pk]) if differs else self.get_back_url()


class Explain(BoothForm):
    form_class = ExplainForm
    title = gettext_lazy("Say why the count differs")

    def get_form_kwargs(self):
        variances = self.booth.variances.select_related("count__lot__product__parent")
        return super().get_form_kwargs() | {"variances": variances}

    def do(self, form):
        ending.explain(booth=self.booth, reasons=form.reasons(), actor=self.request.user)
        return _("It is noted.")


class Empty(BoothForm):
    form_class = EmptyForm
    title = gettext_lazy("Send the rest back")
    template_name = "pages/desk/booth_empty.html"
    action = gettext_lazy("Send the rest back")
    intro = gettext_lazy("What is broken or past its date is written off; all the rest goes in one transfer.")

    def get_form_kwargs(self):
        places = Location.objects.filter(is_open=True).exclude(pk=self.booth.place.pk)
        return super().get_form_kwargs() | {
            "shelves": [shelf for shelf in ending.to_count(self.booth) if shelf.on_hand],
            "destinations": places,
            "initial": {"destination": _where_from(self.booth)},
        }

    def do(self, form):
        ending.empty(
            booth=self.booth,
            destination=form.cleaned_data["destination"],
            spoiled=form.spoiled(),
            source_key=form.source_key("empty"),
            at=now(),
            actor=self.request.user,
        )
        return _("The booth is empty; what is left is on its way.")


class Settle(BoothForm):
    needs = "settles_orders"
    form_class = SettleForm
    title = gettext_lazy("Settle the booth")
    action = gettext_lazy("Settle it")

    @cached_property
    def booth(self) -> Booth:
        mine = self.reach.booths_in_hand().select_related("fair", "producer", "location")
        if not self.reach.moves_money:
            mine = mine.filter(location__in=self.reach.managed)
        return get_object_or_404(mine, pk=self.kwargs["pk"])

    def get_facts(self):
        expected = cash.expected(self.booth.place)
        return [*super().get_facts(), (_("Cash expected"), dong(expected)), (_("Fee"), dong(self.booth.fee))]

    def do(self, form):
        ending.settle(booth=self.booth, **form.cleaned_data, at=now(), actor=self.request.user)
        return _("The booth is settled: goods and cash add up.")


def _way(booth: Booth) -> list[dict]:
    if booth.state == State.WITHDRAWN:
        return [{"label": booth.get_state_display(), "state": "stopped"}]
    here = Booth.WAY.index(booth.state)
    is_over = booth.state == State.SETTLED
    return [
        {"label": state.label, "state": "done" if n < here or is_over else "current" if n == here else ""}
        for n, state in enumerate(Booth.WAY)
    ]


def _where_from(booth: Booth) -> int | None:
    first = booth.place.transfers_in.order_by("dispatched_at").first()
    return first.origin_id if first else None
