"""Past orders in several states, placed and worked on through the deeds of checkout, order and payment."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cached_property

from django.contrib.auth import get_user_model
from oscar.core.loading import get_class, get_model

from catalogue.places.models import Ward
from shop.checkout.bill import draw_up
from shop.checkout.delivery import Buyer, Delivery, FetchAt, ShipTo
from shop.checkout.submit import submit
from shop.demo.data import rows
from shop.demo.points import location_by_id
from shop.order import letters, life
from shop.order.models import Order
from shop.order.sending import returns, shipping_out
from shop.payment import opening, refunding, settling
from shop.payment.attempts import House
from shop.payment.bank.entries import confirm_by_hand

Basket = get_model("basket", "Basket")
Product = get_model("catalogue", "Product")
Selector = get_class("partner.strategy", "Selector")
User = get_user_model()

WORKED_BY = "quan-ly@example.com"
OVERSEEN_BY = "quan-tri@example.com"


def build(*, at: datetime, track) -> None:
    """An order is known by the phone of its buyer: no two in the table share one."""
    placed = {phone.as_e164 for phone in Order.objects.exclude(phone="").values_list("phone", flat=True)}
    with letters.withheld():
        for row in track(rows("orders.csv"), "orders"):
            if row["phone"] not in placed:
                _Story(row, at).tell()


class _Story:
    """One row: who bought what, and how far it came. Each step happens hours after the one before it."""

    def __init__(self, row: dict, at: datetime):
        self.row = row
        self.placed_at = at - timedelta(days=int(row["days_ago"]), hours=1)
        self.day = timedelta(hours=18) if int(row["days_ago"]) else timedelta(minutes=10)

    def tell(self) -> None:
        self.order = self._submit()
        opening.open_attempt(order=self.order, at=self.placed_at)
        if self.row["story"] == "awaiting":
            return
        if self.row["pays_by"] == House.VIETQR:
            self._transfer()
        chapters: dict[str, list[Callable[[], None]]] = {
            "confirmed": [],
            "cancelled": [self._cancel],
            "packed": [self._pack],
            "waiting to be fetched": [self._pack],
            "dispatched": [self._pack, self._dispatch],
            "delivered": [self._pack, self._dispatch, self._deliver],
            "returned": [self._pack, self._dispatch, self._deliver, self._take_back],
        }
        for chapter in chapters[self.row["story"]]:
            chapter()

    @cached_property
    def worker(self):
        return User.objects.get(email=WORKED_BY)

    @cached_property
    def overseer(self):
        return User.objects.get(email=OVERSEEN_BY)

    def _submit(self) -> Order:
        basket, delivery = self._basket(), self._delivery()
        buyer = Buyer(
            name=self.row["name"],
            phone=self.row["phone"],
            email=self.row["email"],
            user=basket.owner,
        )
        bill = draw_up(basket=basket, delivery=delivery, cash=self.row["pays_by"] == House.CASH, at=self.placed_at)
        return submit(
            basket=basket,
            buyer=buyer,
            delivery=delivery,
            pays_by=self.row["pays_by"],
            expected_total=bill.total,
            at=self.placed_at,
        )

    def _basket(self):
        basket = Basket.objects.create(owner=User.objects.filter(email=self.row["email"]).first())
        basket.strategy = Selector().strategy()
        for part in self.row["lines"].split(";"):
            sku, quantity = part.split("*")
            basket.add_product(Product.objects.get(upc=sku), int(quantity))
        return basket

    def _delivery(self) -> Delivery:
        if self.row["pickup"]:
            return FetchAt(location=location_by_id()[self.row["pickup"]])
        ward = Ward.objects.current().select_related("province").get(code=self.row["ward_code"])
        return ShipTo(ward=ward, line1=self.row["line1"])

    def _transfer(self) -> None:
        """The bank's entry, found on the account and confirmed by hand."""
        happened_at = self.placed_at + timedelta(minutes=4)
        confirm_by_hand(
            order=self.order,
            reference=f"MINHHOA{self.order.number}",
            amount=int(self.order.total_incl_tax),
            happened_at=happened_at,
            at=happened_at,
            actor=self.overseer,
        )

    def _pack(self) -> None:
        for parcel in self.order.parcels.all():
            shipping_out.pack(parcel=parcel, at=self.placed_at + self.day, actor=self.worker)

    def _dispatch(self) -> None:
        for parcel in self.order.parcels.all():
            shipping_out.dispatch(
                parcel=parcel,
                tracking_number=f"MH{self.order.number}{parcel.number}",
                at=self.placed_at + 2 * self.day,
                actor=self.worker,
            )

    def _deliver(self) -> None:
        arrived_at = self.placed_at + 4 * self.day
        for parcel in self.order.parcels.all():
            shipping_out.deliver(parcel=parcel, at=arrived_at, actor=self.worker)
        if self.row["pays_by"] == House.CASH:
            settling.record_cash(
                order=self.order, amount=int(self.order.total_incl_tax), at=arrived_at + self.day, actor=self.overseer
            )

    def _take_back(self) -> None:
        """The first line comes back broken and is paid back; the refund waits for somebody to hand the money over."""
        back_at = self.placed_at + 8 * self.day
        line = self.order.lines.order_by("pk").first()
        returns.take_back(
            parcel_line=line.parcel_lines.get(),
            restocked=0,
            written_off=1,
            reason="Gãy nan khi vận chuyển",
            at=back_at,
            actor=self.worker,
            key=f"demo:return:{self.order.number}",
        )
        refunding.refund(
            order=self.order,
            lines={line: 1},
            shipping=0,
            reason="Hàng hỏng khi vận chuyển",
            key=f"demo:refund:{self.order.number}",
            at=back_at,
            actor=self.overseer,
        )

    def _cancel(self) -> None:
        life.cancel(
            order=self.order,
            because="Khách đặt nhầm, gọi điện xin hủy",
            at=self.placed_at + self.day,
            actor=self.worker,
        )
