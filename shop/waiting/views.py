"""Doors of waiting: from a product's page, from a letter, from an account."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, ListView, View
from oscar.apps.customer.mixins import PageTitleMixin

from catalogue import publishing
from catalogue.models import Product
from shop.waiting import asking
from shop.waiting.models import Waiting
from shop.web.callers import address_of
from shop.web.own_pages import from_our_own_pages
from shop.web.tries import NotNow


class AskForm(forms.Form):
    email = forms.EmailField(
        label=gettext_lazy("E-mail"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    agrees = forms.BooleanField(
        label=gettext_lazy("Keep my e-mail for this one letter, and erase it then"),
        error_messages={"required": gettext_lazy("Without your yes we may not keep the address.")},
    )


@method_decorator(from_our_own_pages, name="dispatch")
class Ask(FormView):
    """`pk`: the product, or the size of it, that is waited for."""

    request: Any
    template_name = "pages/account/waiting_ask.html"
    form_class = AskForm

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        shown = Product.objects.filter(publishing.may_be_shown()).select_related("parent")
        self.product = get_object_or_404(shown, pk=kwargs["pk"])

    def get_initial(self):
        return {"email": self.request.user.email if self.request.user.is_authenticated else ""}

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"product": self.product}

    def form_valid(self, form) -> HttpResponse:
        email, user = form.cleaned_data["email"], self.request.user
        is_own = user.is_authenticated and email.lower() == user.email.lower()
        try:
            waiting = asking.ask(
                product=self.product,
                email=email,
                user=user if is_own else None,
                caller=address_of(self.request),
                at=now(),
            )
        except NotNow as refusal:
            form.add_error(None, refusal.sentence)
            return self.form_invalid(form)
        if is_own:
            messages.success(self.request, _("We write to you once it is back."))
        else:
            said = _("We have sent a letter to %(email)s: say yes in it, and we write once more when it is back.")
            messages.success(self.request, said % {"email": waiting.email})
        return redirect(self.product.canonical)


class Letter(View):
    """Where the letter leads: yes, or no and forget. Nothing is done by looking."""

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        waiting = Waiting.objects.select_related("product__parent").filter(token=token).first()
        return render(
            request, "pages/account/waiting_letter.html", {"waiting": waiting}, status=200 if waiting else 404
        )

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        waiting = get_object_or_404(Waiting.objects.select_related("product__parent"), token=token)
        if request.POST.get("deed") == "confirm":
            asking.confirm(waiting=waiting, at=now())
            messages.success(request, _("We write to you once it is back."))
        else:
            waiting.delete()
            messages.success(request, _("Your address is erased. We do not write."))
        return redirect(waiting.product.canonical)


class OfAccount(LoginRequiredMixin, PageTitleMixin, ListView):
    template_name = "pages/account/waiting.html"
    context_object_name = "waitings"
    page_title = gettext_lazy("What you wait for")
    active_tab = "wishlist"

    def get_queryset(self):
        return Waiting.objects.filter(user=self.request.user.pk).select_related("product__parent")


class Leave(LoginRequiredMixin, View):
    http_method_names = ["post"]

    request: Any

    def post(self, request, pk: int) -> HttpResponse:
        get_object_or_404(Waiting, product=pk, user=request.user).delete()
        messages.success(request, _("You no longer wait for it."))
        return redirect("account_waiting")
