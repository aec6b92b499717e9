"""What an order's page tells: where it stands, what to do now, its parcels and money. A fixed number of queries."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from shop.checkout.order_page import paying
from shop.offer.reductions import Reduction, of_order
from shop.order.amounts import dues
from shop.order.models import Order
from shop.order.parcels import Parcel
from shop.payment.attempts import House, PaymentAttempt, Refund
from shop.payment.houses import vietqr
from themes.templatetags.theme import luc

KINDS = {Order.AWAITING_PAYMENT: "wait", Order.CONFIRMED: "good", Order.COMPLETED: "good", Order.CANCELLED: "bad"}
REACHED: list[str] = [Parcel.State.PLANNED, Parcel.State.PACKED, Parcel.State.DISPATCHED, Parcel.State.DELIVERED]


@dataclass
class Story:
    order: Order
    at: datetime

    @cached_property
    def parcels(self) -> list[Parcel]:
        return list(self.order.parcels.all())

    @cached_property
    def open_parcels(self) -> list[Parcel]:
        """Those that are or were really sent."""
        return [parcel for parcel in self.parcels if parcel.state != Parcel.State.CANCELLED]

    @cached_property
    def shown_parcels(self) -> list[Parcel]:
        return self.open_parcels if self.order.status != Order.CANCELLED else []

    @cached_property
    def is_pickup(self) -> bool:
        return any(parcel.is_pickup for parcel in self.parcels)

    @cached_property
    def attempts(self) -> list[PaymentAttempt]:
        return list(self.order.attempts.all())

    @property
    def state_kind(self) -> str:
        return KINDS[self.order.status]

    @property
    def is_awaited(self) -> bool:
        return self.order.status == Order.AWAITING_PAYMENT

    @property
    def is_paid(self) -> bool:
        return any(attempt.state == PaymentAttempt.State.PAID for attempt in self.attempts)

    @property
    def is_being_looked_at(self) -> bool:
        return any(attempt.state == PaymentAttempt.State.REVIEW for attempt in self.attempts)

    @property
    def pays_by_transfer(self) -> bool:
        return self.order.pays_by == House.VIETQR

    @property
    def pays_by_card(self) -> bool:
        return self.order.pays_by == House.STRIPE

    @property
    def pays_in_cash(self) -> bool:
        return self.order.pays_by == House.CASH

    @property
    def how_paid(self) -> str:
        return str(House(self.order.pays_by).label)

    @property
    def transfer(self) -> list[tuple[str, str, str]]:
        return paying.transfer_of(self.order)

    @property
    def qr(self) -> str:
        attempt = self.attempts[0]
        attempt.order = self.order
        return vietqr.svg(vietqr.payload_for(attempt), title=_("QR code for the transfer"))

    @property
    def is_on_its_way(self) -> bool:
        return any(parcel.state == Parcel.State.DISPATCHED for parcel in self.parcels)

    @property
    def has_arrived(self) -> bool:
        return any(parcel.state == Parcel.State.DELIVERED for parcel in self.shown_parcels)

    @cached_property
    def cash_due(self) -> int:
        """Dong for the parcels that the buyer does not have yet."""
        due = dues(self.parcels)
        return sum(due[parcel.pk] for parcel in self.parcels if parcel.state != Parcel.State.DELIVERED)

    @property
    def reductions(self) -> list[Reduction]:
        return of_order(self.order)

    @property
    def goods(self) -> int:
        return int(sum(line.line_price_before_discounts_incl_tax for line in self.order.lines.all()))

    @property
    def refunds(self) -> list[dict]:
        return [
            {"refund": refund, "is_done": refund.state == Refund.State.DONE, "is_failed": refund.state == "failed"}
            for attempt in self.attempts
            for refund in attempt.refunds.all()
        ]

    @property
    def can_be_cancelled(self) -> bool:
        return self.order.status in (Order.AWAITING_PAYMENT, Order.CONFIRMED) and all(
            parcel.state == Parcel.State.PLANNED for parcel in self.open_parcels
        )

    @property
    def steps(self) -> list[dict]:
        """Ordered → paid → packed → sent → delivered, as far as all parcels are."""
        order = self.order
        steps = [{"label": pgettext("step", "Ordered"), "text": luc(order.date_placed), "state": "done"}]
        if order.status == Order.CANCELLED:
            return [*steps, {"label": _("Cancelled"), "text": order.cancelled_because, "state": "stopped"}]
        if not self.pays_in_cash:
            steps.append({"label": pgettext("step", "Paid"), "state": "current" if self.is_awaited else "done"})
        reached = min((REACHED.index(p.state) for p in self.open_parcels if p.state in REACHED), default=0)
        ahead = [
            (pgettext("step", "Packed"), _("We are packing it.")),
            (pgettext("step", "Sent"), _("The carrier fetches it next.")),
            (pgettext("step", "Delivered"), _("It is on its way to you.")),
        ]
        if self.is_pickup:
            reached = {0: 0, 1: 1, 2: 1, 3: 2}[reached]
            ahead = [
                (pgettext("step", "Ready to be fetched"), _("We are packing it.")),
                (pgettext("step", "Fetched"), _("It waits for you.")),
            ]
        for place, (label, meanwhile) in enumerate(ahead):
            is_next = place == reached and not self.is_awaited
            state = "done" if place < reached else "current" if is_next else ""
            steps.append({"label": label, "text": meanwhile if is_next else "", "state": state})
        return steps


def tell(number: str, *, at: datetime) -> Story:
    """The story of the order of that number; the caller has found it and its token right."""
    order = (
        Order.objects.select_related("shipping_address__ward__province", "user")
        .prefetch_related(
            "lines__product",
            "discounts",
            "attempts__refunds",
            "parcels__location__ward__province",
            "parcels__lines__line",
        )
        .get(number=number)
    )
    return Story(order=order, at=at)
