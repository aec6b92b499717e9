"""Orders: find one, see all that happened to it."""

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from django.db.models import Prefetch, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import DetailView, ListView

from catalogue.folding import fold
from shop.desk.frame import PER_PAGE, Desk
from shop.offer.reductions import of_order
from shop.order.life import NEVER_ARRIVED
from shop.order.models import Order
from shop.order.parcels import Parcel
from shop.payment.attempts import House, PaymentAttempt

FEWEST_DIGITS_OF_A_PHONE = 4


def matching(orders: QuerySet[Order], text: str) -> QuerySet[Order]:
    """Those whose number, phone, e-mail, name or street holds the text, typed with or without accents."""
    text = text.strip()
    found = (
        Q(number__icontains=text.removeprefix("#"))
        | Q(shipping_address__search_text__contains=fold(text))
        | Q(guest_email__icontains=text)
        | Q(user__email__icontains=text)
    )
    digits = re.sub(r"\D", "", text).lstrip("0")
    if len(digits) >= FEWEST_DIGITS_OF_A_PHONE:
        found |= Q(phone__contains=digits)
    return orders.filter(found)


class OrderList(Desk, ListView):
    room, needs = "orders", "sees_goods"
    title = gettext_lazy("Orders")
    template_name = "pages/desk/orders.html"
    paginate_by = PER_PAGE

    def get_queryset(self):
        orders = self.reach.orders().select_related("shipping_address__ward__province", "user")
        orders = orders.prefetch_related("parcels__location").order_by("-date_placed", "-pk")
        if (status := self.request.GET.get("status")) in Order.STATUSES:
            orders = orders.filter(status=status)
        if text := self.request.GET.get("q", "").strip():
            orders = matching(orders, text)
        return orders

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "q": self.request.GET.get("q", "").strip(),
            "status": self.request.GET.get("status", ""),
            "statuses": Order.STATUSES.items(),
            "houses": houses(),
        }


class Event(NamedTuple):
    at: datetime
    what: str
    who: str = ""
    why: str = ""


class OrderPage(Desk, DetailView):
    room, needs = "orders", "sees_goods"
    template_name = "pages/desk/order.html"
    slug_field = slug_url_kwarg = "number"

    def get_title(self):
        return _("Order %(number)s") % {"number": self.object.number}

    def get_queryset(self):
        return with_everything(self.reach.orders())

    def get_context_data(self, **kwargs):
        order = self.object
        return super().get_context_data(**kwargs) | {
            "houses": houses(),
            "reductions": of_order(order),
            "is_settled_here": self.reach.may_settle(order),
            "history": sorted(history_of(order), key=lambda event: event.at, reverse=True),
            "is_refundable": any(attempt.captured > attempt.refunded for attempt in order.attempts.all()),
            "is_cancellable": order.status in (Order.AWAITING_PAYMENT, Order.CONFIRMED)
            and not any(parcel.dispatched_at for parcel in order.parcels.all()),
            "is_undelivered": is_undelivered(order),
            "is_cash_open": any(is_open(attempt, House.CASH) for attempt in order.attempts.all()),
            "waiting": next((attempt for attempt in order.attempts.all() if awaits_transfer(attempt)), None),
        }


def is_undelivered(order: Order) -> bool:
    """All that was sent came back and nothing arrived: somebody must decide."""
    states = {parcel.state for parcel in order.parcels.all()}
    return order.status == Order.CONFIRMED and Parcel.State.RETURNED in states and states <= NEVER_ARRIVED


def awaits_transfer(attempt: PaymentAttempt) -> bool:
    """Nothing has come yet, or another amount than is due."""
    in_review = attempt.house == House.VIETQR and attempt.state == PaymentAttempt.State.REVIEW
    return in_review or is_open(attempt, House.VIETQR)


def is_open(attempt: PaymentAttempt, house: str) -> bool:
    return attempt.house == house and attempt.state in (PaymentAttempt.State.CREATED, PaymentAttempt.State.OPEN)


def houses() -> dict[str, str | Promise]:
    """{house: what people call it}; an order from elsewhere may name none of them."""
    return defaultdict(str, House.choices)


def with_everything(orders: QuerySet[Order]) -> QuerySet[Order]:
    parcels = Parcel.objects.select_related("location").prefetch_related(
        "lines__line", "lines__returns__received_by", "lines__returns__location"
    )
    return orders.select_related("shipping_address__ward__province", "user").prefetch_related(
        "lines__refund_lines__refund",
        Prefetch("parcels", parcels),
        "attempts__refunds__lines__line",
        "attempts__refunds__asked_by",
        "attempts__bank_entries",
        "discounts",
        "status_changes",
        "notes__user",
    )


def history_of(order: Order) -> Iterator[Event]:
    yield Event(order.date_placed, _("Ordered"))
    for change in order.status_changes.all():
        if change.new_status != change.old_status:
            yield Event(change.date_created, str(Order.STATUSES.get(change.new_status, change.new_status)))
    for note in order.notes.all():
        yield Event(note.date_created, _("Note"), named(note.user), note.message)
    for parcel in order.parcels.all():
        yield from _way_of(parcel)
    for attempt in order.attempts.all():
        for refund in attempt.refunds.all():
            yield Event(refund.asked_at, _("Refund asked for"), named(refund.asked_by), refund.reason)
            if refund.done_at:
                yield Event(refund.done_at, _("Refund done"))


def _way_of(parcel: Parcel) -> Iterator[Event]:
    name = {"parcel": parcel}
    if parcel.packed_at:
        yield Event(parcel.packed_at, _("Parcel %(parcel)s packed") % name)
    if parcel.dispatched_at and not parcel.is_pickup:
        yield Event(parcel.dispatched_at, _("Parcel %(parcel)s sent") % name, why=parcel.tracking_number)
    if parcel.delivered_at:
        yield Event(parcel.delivered_at, _("Parcel %(parcel)s with the buyer") % name)
    for line in parcel.lines.all():
        for back in line.returns.all():
            said = _("%(n)d × %(product)s came back") % {"n": back.quantity, "product": line.line.title}
            yield Event(back.received_at, said, named(back.received_by), back.reason)


def named(user) -> str:
    return (user.get_full_name() or user.email) if user else ""


def buyer_of(order: Order) -> str:
    """The name as given at checkout."""
    return order.buyer_name or order.email_address
