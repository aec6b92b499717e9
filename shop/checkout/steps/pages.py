"""The two steps of checkout: where to, then how sent and how paid. All of it works without scripts."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from phonenumber_field.phonenumber import PhoneNumber

from shop.basket import vouchers
from shop.basket.problems import problems_of
from shop.basket.requests import ShopRequest
from shop.checkout import adults, exceptions
from shop.checkout.adults import has_alcohol
from shop.checkout.bill import wanted_in
from shop.checkout.steps import memory, placing, points, review
from shop.checkout.steps.asking import PICKUP, SHIP, DeliveryForm
from shop.offer import reductions
from shop.stock.exceptions import InsufficientStock

AGAIN_AT_DELIVERY = (exceptions.CannotBeSent, exceptions.NotServed, exceptions.AgeNotConfirmed)
AGAIN_AT_BASKET = (exceptions.BasketProblems, exceptions.EmptyBasket)


class Step(TemplateView):
    """A step needs a basket that can be ordered; who comes back after ordering is shown the order."""

    request: ShopRequest
    place: int

    def dispatch(self, request: ShopRequest, *args, **kwargs) -> HttpResponseBase:
        if request.method == "POST" and (order := memory.order_of(request, request.POST.get("basket", ""))):
            return redirect(order)
        # `submit` asks all of this in its transaction; what else is sent goes on to a page that asks for problems.
        if "place" in request.POST:
            return super().dispatch(request, *args, **kwargs)
        if request.open_basket.is_empty:
            return self.nothing_to_order()
        if request.method == "GET" and problems_of(request.basket, at=now()):
            messages.error(request, _("Something in your basket cannot be ordered as it is. Your address is kept."))
            return go(request, "basket:summary")
        return super().dispatch(request, *args, **kwargs)

    def nothing_to_order(self) -> HttpResponse:
        return redirect(memory.last_order(self.request) or "basket:summary")

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "basket": self.request.basket,
            "steps": [
                {"label": _("Basket"), "state": "done"},
                {"label": _("Delivery"), "state": "current" if self.place == 1 else "done"},
                {"label": _("Payment"), "state": "current" if self.place == 2 else ""},
            ],
        }


class DeliveryPage(Step):
    template_name = "pages/checkout/delivery.html"
    place = 1

    def get(self, request, *args, **kwargs):
        return self.show(self.form(initial=self.known()))

    def post(self, request, *args, **kwargs):
        if "choose_province" in request.POST:
            return self.show(self.form(initial=request.POST.dict() | {"ward": ""}))
        form = self.form(data=request.POST)
        if not form.is_valid():
            return self.show(form, status=422)
        if "born" in form.cleaned_data:
            adults.remember(request)
        memory.keep(request, **form.facts())
        return redirect("checkout:review")

    def form(self, **kwargs) -> DeliveryForm:
        basket = self.request.open_basket
        self.points = points.holding(wanted_in(basket), at=now())
        asks_age = has_alcohol(basket) and not adults.is_known(self.request)
        return DeliveryForm(user=self.request.user, points=self.points, asks_age=asks_age, **kwargs)

    def known(self) -> dict:
        """What was said before, else the account's address; `?address=` takes another one of the account's."""
        facts = {"way": SHIP} | memory.draft(self.request)
        if facts.get("phone"):
            facts["phone"] = national(facts["phone"])
        user = self.request.user
        asked_for = self.request.GET.get("address", "")
        if not user.is_authenticated or ("ward" in facts and not asked_for):
            return facts
        book = list(self.address_book())
        address = next((entry for entry in book if str(entry.pk) == asked_for), None) or next(iter(book), None)
        if address is None:
            return {"name": user.get_full_name()} | facts
        return facts | {
            "name": address.first_name,
            "phone": address.phone_number.as_national if address.phone_number else "",
            "province": address.ward.province.code,
            "ward": address.ward.code,
            "line1": address.line1,
            "legacy_address": address.legacy_address,
        }

    def address_book(self):
        if not self.request.user.is_authenticated:
            return []
        mine = self.request.user.addresses.filter(ward__valid_to=None, ward__isnull=False)
        return mine.select_related("ward__province").order_by("-is_default_for_shipping", "-pk")[:6]

    def show(self, form: DeliveryForm, status: int = 200) -> HttpResponse:
        way = form["way"].value()
        context = self.get_context_data(
            form=form,
            points=self.points,
            no_points=not self.points,
            chosen_point=str(form["point"].value() or form.fields["point"].initial or ""),
            ways={"ship": way != PICKUP, "pickup": way == PICKUP},
            address_book=self.address_book(),
            knows_wards=bool(form.chosen_province),
        )
        return self.render_to_response(context, status=status)


class ReviewPage(Step):
    template_name = "pages/checkout/review.html"
    place = 2

    def get(self, request, *args, **kwargs):
        facts = memory.draft(request)
        delivery = memory.delivery_of(facts)
        if delivery is None:
            return go(request, "checkout:index")
        try:
            offer = review.draw_up(
                basket=request.basket, delivery=delivery, wishes_to_pay_by=facts.get("pays_by", ""), at=now()
            )
        except (exceptions.CheckoutError, InsufficientStock) as refusal:
            return self.explain(refusal)
        return self.render_to_response(
            self.get_context_data(
                offer=offer,
                delivery=delivery,
                facts=facts,
                phone=national(facts["phone"]),
                rows=review.rows(request.basket),
                reductions=reductions.of_basket(request.basket),
                codes=vouchers.taken_up(request.basket),
            )
        )

    def post(self, request, *args, **kwargs):
        memory.keep(request, **review.chosen(request.POST))
        if "place" not in request.POST:
            return redirect("checkout:review")
        if "terms" not in request.POST:
            messages.error(request, _("Please tick that you agree to the terms. Nothing was ordered yet."))
            return redirect("checkout:review")
        total = review.read_total(request.POST)
        if total is None:
            messages.error(request, _("We could not read which total you saw. Nothing was ordered. Look again."))
            return redirect("checkout:review")
        try:
            order = placing.place(request, expected_total=total)
        except (exceptions.CheckoutError, InsufficientStock) as refusal:
            return self.explain(refusal)
        return redirect(placing.where_to_pay(request, order))

    def explain(self, refusal: exceptions.CheckoutError | InsufficientStock) -> HttpResponse:
        """Say what happened and go where it can be put right; what was typed is kept."""
        if isinstance(refusal, InsufficientStock):
            sentence = _("Only %(n)d left of %(product)s, and you want %(wanted)d. Nothing was ordered; take fewer.")
            messages.error(self.request, sentence % refusal.as_message())
            return go(self.request, "basket:summary")
        if isinstance(refusal, exceptions.EmptyBasket) and memory.last_order(self.request):
            return self.nothing_to_order()
        messages.error(self.request, refusal.sentence)
        if isinstance(refusal, AGAIN_AT_BASKET):
            return go(self.request, "basket:summary")
        return go(self.request, "checkout:index" if isinstance(refusal, AGAIN_AT_DELIVERY) else "checkout:review")


def national(phone: str) -> str:
    """+84905123456 → 0905 123 456, as people here write it."""
    return PhoneNumber.from_string(phone).as_national


def go(request: HttpRequest, name: str) -> HttpResponse:
    """A redirect that also a piece-wise (htmx) request follows with the whole page."""
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Redirect": reverse(name)})
    return redirect(name)
