"""The heart, and the list."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import ListView, View
from oscar.apps.customer.mixins import PageTitleMixin

from catalogue import publishing
from catalogue.models import Product
from catalogue.pages.cards import cards_of
from shop.web.own_pages import from_our_own_pages
from shop.wishlists import wishing


@method_decorator(from_our_own_pages, name="dispatch")
class Wish(View):
    """The heart of a product: `deed` is "add" or "remove". A guest signs in first and comes back to it."""

    request: Any
    http_method_names = ["post"]

    def post(self, request, pk: int) -> HttpResponse:
        product = get_object_or_404(Product.objects.filter(publishing.may_be_shown(), parent=None), pk=pk)
        if not request.user.is_authenticated:
            request.session[wishing.GUESTS_WISH] = product.pk
            messages.info(request, _("Sign in, and it stands on your list."))
            return redirect_to_login(product.get_absolute_url(), reverse("customer:login"))
        if request.POST.get("deed") == "remove":
            wishing.wish_no_longer(user=request.user, product=product)
        else:
            wishing.wish(user=request.user, product=product)
        return redirect("wishlist" if request.POST.get("back") == "list" else product)


class Wishes(LoginRequiredMixin, PageTitleMixin, ListView):
    request: Any
    template_name = "pages/account/wishlist.html"
    context_object_name = "products"
    paginate_by = 24
    page_title = gettext_lazy("What you like")
    active_tab = "wishlist"

    def get_queryset(self):
        wished = wishing.wishes_of(self.request.user).values("product")
        return Product.objects.browsable().filter(pk__in=wished).with_facts(localdate()).with_sizes().order_by("folded")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        products = list(context["products"])
        cards = cards_of(products, strategy=self.request.strategy, day=localdate())
        return context | {"wishes": list(zip(products, cards, strict=True))}
