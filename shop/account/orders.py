"""The orders of an account. What an order is doing stands on its own page, the same that a guest sees."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.generic import ListView, View
from oscar.apps.customer.mixins import PageTitleMixin

from shop.account.entering.arriving import has_proven
from shop.basket import deeds
from shop.basket.exceptions import CannotChange
from shop.basket.requests import ShopRequest
from shop.order.models import Order


def claimable(request) -> QuerySet[Order]:
    """Orders placed as a guest with the address that this visitor has just proven to be theirs."""
    guests = Order.objects.filter(user=None, guest_email__iexact=request.user.email)
    return guests if has_proven(request) else Order.objects.none()


class Orders(PageTitleMixin, ListView):
    request: Any
    template_name = "pages/account/orders.html"
    context_object_name = "orders"
    paginate_by = 20
    page_title = _("Your orders")
    active_tab = "orders"

    def get_queryset(self):
        return Order.objects.filter(user=self.request.user).order_by("-date_placed")

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"claimable": claimable(self.request).count()}


class Claim(View):
    http_method_names = ["post"]

    def post(self, request):
        n = claimable(request).update(user=request.user)
        said = ngettext("%(n)d order is in your account now.", "%(n)d orders are in your account now.", n)
        messages.success(request, said % {"n": n})
        return redirect("customer:order-list")


class Again(View):
    """The same goods once more, as many as can be bought today; what cannot says why."""

    request: ShopRequest
    http_method_names = ["post"]

    def post(self, request, order_number):
        order = get_object_or_404(Order, user=request.user, number=order_number)
        for line in order.lines.all():
            try:
                deeds.put_in(
                    basket=request.open_basket, product_id=line.product_id or 0, quantity=str(line.quantity), at=now()
                )
            except CannotChange as refusal:
                messages.warning(request, f"{line.title}: {refusal.sentence}")
        return redirect("basket:summary")


class ToOrder(View):
    def get(self, request, order_number):
        return redirect(get_object_or_404(Order, user=request.user, number=order_number))
