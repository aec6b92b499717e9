"""The basket's page, and the three deeds that its forms do. Every form works without scripts."""

from typing import Any

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from catalogue.models import Product
from catalogue.pictures import shown as pictures
from shop.basket import deeds, vouchers
from shop.basket.exceptions import CannotChange
from shop.basket.problems import price_changes_of, problems_of
from shop.offer import reductions


class BasketPage(TemplateView):
    request: Any
    template_name = "pages/basket/summary.html"

    def get_context_data(self, **kwargs):
        basket = self.request.basket
        pictures.bring_pictures(line.product for line in basket.all_lines())
        problems = {problem.line.pk: problem for problem in problems_of(basket, at=now())}
        changes = {change.line.pk: change for change in price_changes_of(basket)}
        return super().get_context_data(**kwargs) | {
            "basket": basket,
            "rows": [
                {
                    "line": line,
                    "url": _page_of(line.product),
                    "picture": pictures.picture_of(line.product),
                    "problem": problems.get(line.pk),
                    "change": changes.get(line.pk),
                    "most": getattr(line.purchase_info.availability, "left", None) or line.quantity,
                }
                for line in basket.all_lines()
            ],
            "reductions": reductions.of_basket(basket),
            "codes": vouchers.taken_up(basket),
            "can_order": not problems,
            "crumbs": [(reverse("catalogue:index"), _("Products")), ("", _("Basket"))],
        }


class AddPage(View):
    http_method_names = ["get", "post"]

    def get(self, request, pk):
        return redirect("basket:summary")

    def post(self, request, pk):
        try:
            line = deeds.put_in(
                basket=request.open_basket, product_id=pk, quantity=request.POST.get("quantity", "1"), at=now()
            )
        except CannotChange as refusal:
            messages.error(request, refusal.sentence)
            product = Product.objects.browsable().filter(pk=pk).first()
            return redirect(product or "basket:summary")
        said = _("%(product)s is in your basket.") % {"product": line.product.get_title()}
        link = format_html('<a href="{}">{}</a>', reverse("basket:summary"), _("See the basket"))
        messages.success(request, format_html("{} {}", said, link))
        return redirect(_page_of(line.product))


class ChangePage(View):
    http_method_names = ["post"]

    def post(self, request, pk):
        try:
            line = deeds.change(basket=request.open_basket, line_id=pk, quantity=request.POST.get("quantity", ""))
        except CannotChange as refusal:
            messages.error(request, refusal.sentence)
        else:
            said = _("%(product)s: now %(n)d.") % {"product": line.product.get_title(), "n": line.quantity}
            messages.success(request, said)
        return redirect("basket:summary")


class TakeOutPage(View):
    http_method_names = ["post"]

    def post(self, request, pk):
        try:
            line = deeds.take_out(basket=request.open_basket, line_id=pk)
        except CannotChange as refusal:
            messages.error(request, refusal.sentence)
        else:
            said = _("%(product)s was taken out of your basket.") % {"product": line.product.get_title()}
            messages.success(request, said)
        return redirect("basket:summary")


def _page_of(product) -> str:
    if product.parent_id:
        return f"{product.parent.get_absolute_url()}?size={product.pk}"
    return product.get_absolute_url()
