"""Passkeys: signing in with one, and keeping those of an account."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import ListView, UpdateView, View
from oscar.apps.customer.mixins import PageTitleMixin

from shop.account.entering import passkeys
from shop.account.entering.doors import Entry
from shop.account.entering.forms import PasskeyNameForm
from shop.account.entering.limits import PASSKEYS_FROM
from shop.account.entering.models import Passkey
from shop.web.callers import address_of
from shop.web.tries import NotNow


def as_json(options: str) -> HttpResponse:
    return HttpResponse(options, content_type="application/json", headers={"Cache-Control": "no-store"})


class AskToEnter(View):
    """What the device shall sign, for a visitor who has a passkey."""

    def post(self, request: HttpRequest) -> HttpResponse:
        try:
            PASSKEYS_FROM.count(address_of(request))
        except NotNow as refusal:
            return JsonResponse({"sentence": str(refusal.sentence)}, status=429)
        return as_json(passkeys.options_to_enter(request))


class Enter(Entry):
    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        try:
            PASSKEYS_FROM.count(address_of(request))
            user = passkeys.owner_of(request, answer=request.POST.get("credential", ""), at=now())
        except (passkeys.Refused, NotNow) as refusal:
            messages.error(request, str(refusal.sentence))
            return redirect("customer:login")
        return self.welcome(user, asked=request.POST.get("next", ""))


class SignedInRequest(HttpRequest):
    user: User


class Ring(PageTitleMixin):
    """Only the passkeys of whoever is signed in."""

    request: Any
    active_tab = "profile"

    def get_queryset(self) -> QuerySet[Passkey]:
        return Passkey.objects.filter(user=self.request.user)

    def get_success_url(self) -> str:
        return reverse("customer:passkeys")


class Passkeys(Ring, ListView):
    template_name = "pages/account/passkeys.html"
    context_object_name = "passkeys"
    page_title = gettext_lazy("Your passkeys")


class AskToMake(View):
    request: SignedInRequest

    def post(self, request: SignedInRequest) -> HttpResponse:
        return as_json(passkeys.options_to_make(request, request.user))


class Make(Ring, View):
    def post(self, request: SignedInRequest) -> HttpResponse:
        name = request.POST.get("name", "").strip()[:60] or _("Passkey of %(day)s") % {"day": f"{localdate():%d/%m/%Y}"}
        try:
            passkeys.keep(request, request.user, answer=request.POST.get("credential", ""), name=name, at=now())
        except passkeys.Refused as refusal:
            messages.error(request, str(refusal.sentence))
        else:
            messages.success(request, _("The passkey is kept. Next time you sign in with it, without a password."))
        return redirect(self.get_success_url())


class Rename(Ring, UpdateView):
    template_name = "pages/account/passkey_form.html"
    form_class = PasskeyNameForm
    page_title = gettext_lazy("Name of the passkey")


class Remove(Ring, View):
    def post(self, request: SignedInRequest, pk: int) -> HttpResponse:
        get_object_or_404(self.get_queryset(), pk=pk).delete()
        messages.success(request, _("The passkey is removed. It no longer opens your account."))
        return redirect(self.get_success_url())
