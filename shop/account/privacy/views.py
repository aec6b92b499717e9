"""One's own data: what it is used for, all of it to take away, and the end of it."""

import json
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth import logout
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, View
from oscar.apps.customer.mixins import PageTitleMixin

from shop.account.entering import codes
from shop.account.entering.forms import CodeForm
from shop.account.entering.limits import PASSWORDS_OF_ADDRESS
from shop.account.forms import ConfirmPasswordForm
from shop.account.privacy import consenting, erasing, telling
from shop.account.privacy.models import Consent
from shop.web.callers import address_of
from shop.web.tries import NotNow

CODE = "erase_code_id"


class ConsentForm(forms.Form):
    """Nothing is ticked but what was ticked before by the same person."""

    purposes = forms.MultipleChoiceField(
        label=gettext_lazy("I agree to"),
        choices=Consent.Purpose.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class Own(PageTitleMixin, FormView):
    request: Any
    template_name = "pages/account/data.html"
    form_class = ConsentForm
    page_title = gettext_lazy("Your data")
    active_tab = "data"

    def get_initial(self):
        standing = Consent.objects.standing().filter(user=self.request.user)
        return {"purposes": list(standing.values_list("purpose", flat=True))}

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"history": Consent.objects.filter(user=self.request.user)[:20]}

    def form_valid(self, form) -> HttpResponse:
        consenting.settle(user=self.request.user, agreed=set(form.cleaned_data["purposes"]), at=now())
        messages.success(self.request, _("Kept. You can change it here at any time."))
        return redirect("customer:data")


class Export(View):
    http_method_names = ["post"]
    request: Any

    def post(self, request) -> HttpResponse:
        told = telling.tell(user=request.user, at=now())
        text = json.dumps(told, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
        name = f"cho-ocop-{localdate():%Y-%m-%d}.json"
        headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
        return HttpResponse(text, content_type="application/json; charset=utf-8", headers=headers)


class Erase(PageTitleMixin, FormView):
    """Who has a password types it; who has none types a code from a letter."""

    request: Any
    template_name = "pages/account/delete.html"
    page_title = gettext_lazy("Erase your account")
    active_tab = "data"

    @property
    def by_password(self) -> bool:
        return self.request.user.has_usable_password()

    def get_form_class(self):
        return ConfirmPasswordForm if self.by_password else CodeForm

    def get_form_kwargs(self):
        return super().get_form_kwargs() | ({"user": self.request.user} if self.by_password else {})

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "by_password": self.by_password,
            "was_sent": CODE in self.request.session,
            "under_way": erasing.under_way(self.request.user),
        }

    def post(self, request, *args, **kwargs):
        try:
            if "send_code" in request.POST:
                return self._send_code()
            PASSWORDS_OF_ADDRESS.count(request.user.email)
        except NotNow as refusal:
            messages.error(request, str(refusal.sentence))
            return redirect("customer:profile-delete")
        return super().post(request, *args, **kwargs)

    def _send_code(self) -> HttpResponse:
        email = self.request.user.email
        self.request.session[CODE] = codes.ask(email=email, caller=address_of(self.request), at=now()).pk
        messages.success(self.request, _("We have sent a code to %(email)s.") % {"email": email})
        return redirect("customer:profile-delete")

    def form_valid(self, form) -> HttpResponse:
        try:
            if not self.by_password:
                codes.redeem(
                    code_id=self.request.session.get(CODE, 0),
                    digits=form.cleaned_data["digits"],
                    caller=address_of(self.request),
                    at=now(),
                )
            erasing.erase(user=self.request.user)
        except (codes.WrongCode, NotNow, erasing.CannotErase) as refusal:
            form.add_error(None, refusal.sentence)
            return self.form_invalid(form)
        logout(self.request)
        messages.success(self.request, _("Your account is erased, and with it all that told of you."))
        return redirect(reverse("home"))
