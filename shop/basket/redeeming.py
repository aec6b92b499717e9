"""The field for a code, in the basket and at the end of checkout, and the button that gives a code up again."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.generic import View

from shop.basket import vouchers
from shop.basket.exceptions import CannotChange
from shop.basket.requests import ShopRequest
from shop.web.callers import address_of
from shop.web.tries import Limit, NotNow

# Codes are short enough to be guessed by whoever may try often.
CODES_TRIED = Limit("voucher", most=20)


class VoucherPage(View):
    http_method_names = ["post"]
    request: ShopRequest

    def go_back(self) -> HttpResponse:
        return redirect("checkout:review" if self.request.POST.get("from") == "review" else "basket:summary")


class RedeemPage(VoucherPage):
    def post(self, request: ShopRequest) -> HttpResponse:
        try:
            CODES_TRIED.count(address_of(request))
            voucher = vouchers.redeem(basket=request.basket, code=request.POST.get("code", ""), user=request.user)
        except NotNow:
            messages.error(request, _("No code can be tried now. Your basket is as it was; try again in a while."))
        except CannotChange as refusal:
            messages.error(request, refusal.sentence)
        else:
            messages.success(request, _("Code %(code)s lowers your price.") % {"code": voucher.code})
        return self.go_back()


class GiveUpPage(VoucherPage):
    def post(self, request: ShopRequest, pk: int) -> HttpResponse:
        try:
            voucher = vouchers.give_up(basket=request.basket, voucher_id=pk)
        except CannotChange as refusal:
            messages.error(request, refusal.sentence)
        else:
            messages.success(request, _("Code %(code)s is no longer used.") % {"code": voucher.code})
        return self.go_back()
