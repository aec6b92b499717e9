"""The orders of an account. What an order is doing stands on its own page, the same that a guest sees."""

from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _
from django.views.generic import ListView, View
from oscar.apps.customer.mixins import PageTitleMixin

from shop.order.models import Order


class Orders(PageTitleMixin, ListView):
    template_name = "pages/account/orders.html"
    context_object_name = "orders"
    paginate_by = 20
    page_title = _("Your orders")
    active_tab = "orders"

    def get_queryset(self):
        return Order.objects.filter(user=self.request.user).order_by("-date_placed")


class ToOrder(View):
    def get(self, request, order_number):
        return redirect(get_object_or_404(Order, user=request.user, number=order_number))
