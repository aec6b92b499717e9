"""Doors to reviews: an order's goods for whoever holds its link, and those of an account."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, ListView
from oscar.apps.customer.mixins import PageTitleMixin

from catalogue.reviews.exceptions import ReviewError
from shop.checkout.order_page.views import order_for
from shop.order.models import Line
from shop.reviews import writing
from shop.reviews.forms import ReviewForm


class OfOrder(ListView):
    """The goods of one order that have arrived, each with its review or a way to write one."""

    template_name = "pages/order/reviews.html"
    context_object_name = "lines"

    def get_queryset(self):
        self.order = order_for(self.kwargs["number"], self.kwargs["token"])
        return writing.lines_to_review(Line.objects.filter(order=self.order))

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"order": self.order}


class Write(FormView):
    request: Any
    template_name = "pages/order/review_form.html"
    form_class = ReviewForm

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        order = order_for(kwargs["number"], kwargs["token"])
        self.line = get_object_or_404(writing.lines_to_review(Line.objects.filter(order=order)), pk=kwargs["line"])
        proof = getattr(self.line, "review_proof", None)
        self.review = proof and proof.review

    def get_initial(self):
        if self.review:
            return {"score": self.review.score, "body": self.review.body, "name": self.review.name}
        return {}

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "line": self.line,
            "review": self.review,
            "back_url": self.get_success_url(),
        }

    def get_success_url(self) -> str:
        return reverse("review_order", kwargs={"number": self.line.order.number, "token": self.line.order.token})

    def form_valid(self, form) -> HttpResponse:
        try:
            writing.write(line=self.line, at=now(), **form.cleaned_data)
        except ReviewError as refusal:
            form.add_error(None, refusal.sentence)
            return self.form_invalid(form)
        messages.success(self.request, _("Thank you. We read it, then it stands on the product's page."))
        return redirect(self.get_success_url())


class OfAccount(LoginRequiredMixin, PageTitleMixin, ListView):
    template_name = "pages/account/reviews.html"
    context_object_name = "lines"
    paginate_by = 20
    page_title = gettext_lazy("Your reviews")
    active_tab = "reviews"

    def get_queryset(self):
        return writing.lines_to_review(Line.objects.filter(order__user=self.request.user))
