"""The counters of one's locations: enrolled by a code that is shown once, watched, shut out."""

import segno
from django import forms
from django.conf import settings
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.safestring import mark_safe
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import ListView

from shop.desk.access import person
from shop.desk.forms.counters import ExportForm, InviteForm, PinForm
from shop.desk.frame import REFUSALS, DeedForm, Desk, Unfinished, sentence
from shop.locations.models import Location
from shop.pos.devices import enrolling, pins
from shop.pos.devices.models import Device
from shop.pos.events import exported


class DeviceList(Desk, ListView):
    room, needs = "devices", "sees_goods"
    title = gettext_lazy("Counters")
    template_name = "pages/desk/counters/devices.html"

    def get_queryset(self):
        devices = self.reach.devices().select_related("location", "enrolled_by")
        return devices.order_by("revoked_at", "location__name", "name")

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "in_hand": self.reach.devices_in_hand().in_use().values_list("pk", flat=True),
            "has_pin": hasattr(self.request.user, "pin"),
        }


class Inviting(DeedForm):
    """Shows a code as a QR on the page that answers, and never again."""

    room, needs = "devices", "runs_counters"
    action = gettext_lazy("Show the code")

    def show_code(self, form, location: Location, device: Device | None = None):
        try:
            invitation = enrolling.invite(location=location, by=person(self.request), at=now(), device=device)
        except REFUSALS as refusal:
            form.add_error(None, sentence(refusal))
            return self.form_invalid(form)
        address = f"{settings.BASE_URL}{invitation.path}"
        drawn = segno.make(address, error="m", micro=False).svg_inline(scale=6, border=2, omitsize=True)
        context = self.get_context_data(form=form) | {
            "invitation": invitation,
            "location": location,
            "device": device,
            "address": address,
            "qr": mark_safe(drawn),  # noqa: S308 - drawn by segno from our own address
        }
        return render(self.request, "pages/desk/counters/invitation.html", context)


class Invite(Inviting):
    """A code for a new counter."""

    title = gettext_lazy("Enrol a counter")
    form_class = InviteForm
    intro = gettext_lazy("Take the phone or tablet in your hand first: the code is good once, for ten minutes.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"locations": self.reach.locations_managed().filter(is_open=True)}

    def get_initial(self):
        chosen = self.request.GET.get("location", "")
        return {"location": chosen} if chosen.isdecimal() else {}

    def form_valid(self, form):
        return self.show_code(form, form.cleaned_data["location"])


class OfADevice(DeedForm):
    """A deed on one counter that is in use."""

    room, needs = "devices", "runs_counters"
    form_class = forms.Form

    @cached_property
    def device(self) -> Device:
        return get_object_or_404(self.reach.devices_in_hand().in_use().select_related("location"), pk=self.kwargs["pk"])

    def get_facts(self):
        facts = [(_("Counter"), self.device.name), (_("Location"), self.device.location.name)]
        if self.device.unsent:
            facts.append((_("Not sent yet"), str(self.device.unsent)))
        return facts


class EnrolAgain(OfADevice, Inviting):
    """For a counter whose storage is lost: it begins a new chain, and keeps its name and history."""

    title = gettext_lazy("Enrol this counter anew")
    intro = gettext_lazy(
        "Do this only where the counter has lost its storage. What it has not sent is lost with it; "
        "the desk shows from which number on."
    )

    def form_valid(self, form):
        return self.show_code(form, self.device.location, self.device)


class Revoke(OfADevice):
    title = gettext_lazy("Shut out this counter")
    action = gettext_lazy("Shut it out")
    is_danger = True
    intro = gettext_lazy(
        "It can sell no more. What it still holds can be sent, is set aside, and waits here for you to look at."
    )

    def do(self, form):
        enrolling.revoke(device=self.device, at=now())
        return _("%(counter)s is shut out.") % {"counter": self.device.name}


class TakeInFile(DeedForm):
    """What a counter that will not send any more gave into a file."""

    room, needs = "devices", "runs_counters"
    title = gettext_lazy("Take in a counter's file")
    form_class = ExportForm
    action = gettext_lazy("Take it in")
    intro = gettext_lazy(
        "For a counter that cannot send any more. The file was taken there under Settings, with a passphrase. "
        "Taking it in twice does no harm."
    )

    def do(self, form):
        taken = exported.take_in(devices=self.reach.devices_in_hand(), at=now(), **form.cleaned_data)
        told = _("Taken in: %(new)d new, %(known)d known before, %(set_aside)d set aside.") % {
            "new": taken.new,
            "known": taken.known,
            "set_aside": taken.set_aside,
        }
        if taken.missing:
            wanted = _("The rest waits for number %(n)d, which has not come.") % {"n": taken.missing}
            return Unfinished(f"{told} {wanted}")
        return Unfinished(told) if taken.set_aside else told


class SetPin(DeedForm):
    """One's own PIN, for every counter where one works."""

    room, needs = "devices", "moves_goods"
    title = gettext_lazy("Your PIN at counters")
    form_class = PinForm
    action = gettext_lazy("Keep this PIN")
    intro = gettext_lazy("Six digits that unlock the counter in your name. Nobody can read them here again.")

    def do(self, form):
        pins.set_pin(user=person(self.request), pin=form.cleaned_data["pin"], at=now())
        return _("Your PIN is kept. Counters know it when they next hear from us.")

    def get_success_url(self):
        return reverse("desk:devices")
