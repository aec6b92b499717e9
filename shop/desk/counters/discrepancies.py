"""Where the books do not agree with what happened: a list to work through, each with what can be done about it."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import Promise, cached_property
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import ListView

from shop.desk.counters.figures import said
from shop.desk.forms.counters import ResolveForm
from shop.desk.frame import PER_PAGE, DeedForm, Desk, Press
from shop.pos.discrepancies import Discrepancy, resolve
from shop.pos.events.event import Event
from shop.pos.events.quarantine import reapply
from shop.stock.models import Balance
from themes.templatetags.theme import dong

Kind = Discrepancy.Kind


@dataclass(frozen=True)
class Way:
    """Something that can be done about it: a link to where."""

    label: str | Promise
    url: str


class DiscrepancyList(Desk, ListView):
    room, needs = "discrepancies", "sees_goods"
    title = gettext_lazy("Discrepancies")
    template_name = "pages/desk/counters/discrepancies.html"
    paginate_by = PER_PAGE
    SHOWS = (("", gettext_lazy("To look into")), ("settled", gettext_lazy("Settled")))

    def get_queryset(self):
        mine = self.reach.discrepancies().select_related("location", "device", "lot__product__parent", "resolved_by")
        if self.request.GET.get("show") == "settled":
            return mine.exclude(resolved_at=None).order_by("-resolved_at", "-pk")
        return mine.open().order_by("opened_at", "pk")

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "show": self.request.GET.get("show", ""),
            "shows": self.SHOWS,
            "set_aside": self.reach.events().in_quarantine().count(),
        }


class Resolve(DeedForm):
    room, needs = "discrepancies", "runs_counters"
    template_name = "pages/desk/counters/discrepancy.html"
    form_class = ResolveForm
    action = gettext_lazy("It is settled")

    @cached_property
    def discrepancy(self) -> Discrepancy:
        mine = self.reach.discrepancies_in_hand().select_related(
            "location", "device", "shift", "lot__product__parent", "resolved_by"
        )
        return get_object_or_404(mine, pk=self.kwargs["pk"])

    def get_title(self):
        return self.discrepancy.get_kind_display()

    def get_facts(self):
        about = self.discrepancy
        facts = [(_("Location"), about.location.name)]
        if about.device:
            facts.append((_("Counter"), about.device.name))
        if about.lot:
            facts += [(_("Goods"), about.lot.product.get_title()), (_("Lot"), about.lot.code)]
        return facts + said_of(about)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "discrepancy": self.discrepancy,
            "ways": ways_out(self.discrepancy),
        }

    def do(self, form):
        resolve(discrepancy=self.discrepancy, by=self.request.user, at=now(), **form.cleaned_data)
        return _("Settled, with your reason beside it.")


def said_of(about: Discrepancy) -> list[tuple[str, str]]:
    """Its numbers, in words."""
    facts = about.facts
    match about.kind:
        case Kind.SHORT:
            return [(_("Units sold beyond the books"), str(facts["units"]))]
        case Kind.PROMISED:
            return [(_("On the shelf"), str(facts["on_hand"])), (_("Promised to orders"), str(facts["promised"]))]
        case Kind.DRAWER:
            lacking = facts["counted"] - facts["expected"]
            return [
                (_("Expected"), dong(facts["expected"])),
                (_("Counted"), dong(facts["counted"])),
                (_("Difference"), f"{'+' if lacking > 0 else ''}{dong(lacking)}"),
            ]
        case Kind.BOOKS:
            return [
                (name, _("the counter says %(told)s, %(arrived)s arrived") % {"told": told, "arrived": arrived})
                for name, told, arrived in said(facts)
            ]
        case Kind.HELD:
            return [(_("Units"), str(facts["units"])), (_("Why the lot was held"), facts["why"])]
        case Kind.HELD_PROMISE:
            return [(_("Promised to orders"), str(facts["promised"])), (_("Why the lot was held"), facts["why"])]
        case Kind.FORKED:
            return [(_("Number"), f"{facts['epoch']}–{facts['seq']}")]
    return [(_("Units"), str(facts["units"]))]


def ways_out(about: Discrepancy) -> list[Way]:
    return WAYS[about.kind](about)


def _about_a_shelf(about: Discrepancy) -> list[Way]:
    shelf = Balance.objects.filter(location=about.location, lot=about.lot).first()
    product = {"product": about.lot.product_id} if about.lot else {}
    ways = [Way(_("Receive what came and was not booked"), f"{reverse('desk:receive')}?{urlencode(product)}")]
    if shelf:
        ways.insert(0, Way(_("Count the shelf"), reverse("desk:count", args=[shelf.pk])))
    return ways


def _about_a_promise(about: Discrepancy) -> list[Way]:
    ways = [Way(_("Parcels that leave from here"), reverse("desk:parcels"))]
    if place := about.facts.get("proposes"):
        goods = about.lot.product.get_title() if about.lot else ""
        asked = urlencode({"origin": place["location"], "destination": about.location_id, "q": goods})
        label = _("Have it sent from %(name)s, where %(units)d are free") % place
        ways.insert(0, Way(label, f"{reverse('desk:send')}?{asked}"))
    return ways


def _about_a_held_promise(about: Discrepancy) -> list[Way]:
    return [*_about_a_promise(about), Way(_("Held lots"), reverse("desk:holds"))]


def _about_a_shift(about: Discrepancy) -> list[Way]:
    return (
        [Way(_("The shift and its Z-report"), reverse("desk:shift", args=[about.shift_id]))] if about.shift_id else []
    )


def _about_a_device(about: Discrepancy) -> list[Way]:
    return [
        Way(_("Shut out this counter"), reverse("desk:revoke-device", args=[about.device_id])),
        Way(_("What was set aside"), reverse("desk:set-aside-events")),
    ]


def _about_goods(about: Discrepancy) -> list[Way]:
    shelf = Balance.objects.filter(location=about.location, lot=about.lot).first()
    return [Way(_("Take the rest off the shelf"), reverse("desk:write-off", args=[shelf.pk]))] if shelf else []


WAYS: dict[str, Callable[[Discrepancy], list[Way]]] = {
    Kind.SHORT: _about_a_shelf,
    Kind.PROMISED: _about_a_promise,
    Kind.UNCERTIFIED: _about_goods,
    Kind.EXPIRED: _about_goods,
    Kind.HELD: _about_goods,
    Kind.HELD_PROMISE: _about_a_held_promise,
    Kind.FORKED: _about_a_device,
    Kind.BOOKS: _about_a_shift,
    Kind.DRAWER: _about_a_shift,
}


class SetAside(Desk, ListView):
    """Events that the server could not book, with the reason of each."""

    room, needs = "discrepancies", "sees_goods"
    title = gettext_lazy("Set aside")
    template_name = "pages/desk/counters/set_aside.html"
    paginate_by = PER_PAGE

    def get_queryset(self):
        return self.reach.events().in_quarantine().select_related("device__location").order_by("received_at", "pk")


class ApplyAgain(Press):
    needs = "runs_counters"

    def do(self):
        event = get_object_or_404(self.reach.events_in_hand(), pk=self.kwargs["pk"])
        event = reapply(event=event, at=now(), by=self.request.user)
        if event.state == Event.State.APPLIED:
            return _("It is in the books now.")
        return _("It still cannot be booked: %(why)s.") % {"why": event.get_code_display()}

    def get_success_url(self):
        return reverse("desk:set-aside-events")
