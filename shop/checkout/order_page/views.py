"""An order's own page: for whoever holds its link, guest or not."""

import hashlib
from hmac import compare_digest

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView, View

from shop.checkout.order_page import story as stories
from shop.checkout.steps import placing
from shop.order import life
from shop.order.exceptions import AlreadyPacked, OrderError
from shop.order.models import Order
from shop.order.parcels import Parcel
from shop.payment import calling_off, settling
from shop.payment.exceptions import PaymentError


def order_for(number: str, token: str) -> Order:
    """The order of that number, if the token is its token; 404 otherwise, with nothing to tell which was wrong."""
    order = Order.objects.filter(number=number).first()
    if not compare_digest(token.encode(), (order.token if order else "").encode()) or order is None:
        raise Http404
    return order


@method_decorator(never_cache, name="dispatch")
class OrderPage(TemplateView):
    template_name = "pages/order/status.html"

    def get(self, request: HttpRequest, *args, number: str, token: str, **kwargs) -> HttpResponse:
        order = order_for(number, token)
        if order.status == Order.AWAITING_PAYMENT:
            try:
                settling.look_again(order=order, at=now())
            except PaymentError:
                messages.warning(request, _("The payment service does not answer now. We look again by ourselves."))
        story = stories.tell(number, at=now())
        context = self.get_context_data(story=story, state=state_of(story.order))
        return self.render_to_response(context, headers={"X-Robots-Tag": "noindex", "Referrer-Policy": "same-origin"})


@method_decorator(never_cache, name="dispatch")
class OrderState(View):
    """{state}: another text whenever the page would look another way."""

    def get(self, request: HttpRequest, number: str, token: str) -> JsonResponse:
        order = order_for(number, token)
        if order.status == Order.AWAITING_PAYMENT:
            try:
                settling.look_again(order=order, at=now())
            except PaymentError:
                return JsonResponse({"state": state_of(order)})
            order.refresh_from_db()
        return JsonResponse({"state": state_of(order)})


class CancelOrder(View):
    """The buyer takes the order back while nothing is packed; what was paid is given back."""

    def post(self, request: HttpRequest, number: str, token: str) -> HttpResponse:
        order = order_for(number, token)
        try:
            with transaction.atomic():
                order = life.lock(order)
                if order.parcels.exclude(state__in=(Parcel.State.PLANNED, Parcel.State.CANCELLED)).exists():
                    raise AlreadyPacked(order=order)
                calling_off.call_off(order=order, because=_("Cancelled by the buyer"), at=now())
        except (OrderError, PaymentError) as refusal:
            messages.error(request, refusal.sentence)
        else:
            messages.success(request, _("Your order is cancelled. Nothing will be sent."))
        return redirect(order)


class PayOrder(View):
    """Back to the card house, opening its page again where the last one has ended."""

    def post(self, request: HttpRequest, number: str, token: str) -> HttpResponse:
        return redirect(placing.where_to_pay(request, order_for(number, token)))


def state_of(order: Order) -> str:
    """A short text of all that the page depends on."""
    parcels = list(order.parcels.order_by("number").values_list("number", "state", "tracking_number"))
    attempts = list(order.attempts.order_by("pk").values_list("pk", "state", "refunded"))
    facts = repr((order.status, parcels, attempts))
    return hashlib.sha256(facts.encode()).hexdigest()[:16]
