from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, Greatest
from django.utils.translation import gettext_lazy as _

from catalogue.traceability.models import Hold, Lot
from shop.locations.models import Location
from shop.stock.movements import Count, Movement  # noqa: F401


def is_not_held() -> Q:
    return Q(~Exists(Hold.objects.standing().filter(lot=OuterRef("lot"))))


def is_on_show(day: date) -> Q:
    """Of balances: of a lot that a shopper may find on a shelf, neither past its date nor held."""
    return is_not_held() & (Q(lot__expires_on=None) | Q(lot__expires_on__gte=day))


class BalanceQuerySet(models.QuerySet):
    def selling_online(self):
        return self.filter(location__is_open=True, location__sells_online=True)

    def not_held(self):
        return self.filter(is_not_held())

    def promised_of_held_lots(self):
        return self.exclude(is_not_held()).filter(reserved__gt=0)

    def promised_beyond_the_shelf(self):
        return self.filter(on_hand__lt=F("reserved"))

    def saying_why_held(self):
        """`why_held`: the reason of the lot's standing hold, "" without one."""
        why = Hold.objects.standing().filter(lot=OuterRef("lot")).values("why")
        return self.annotate(why_held=Coalesce(Subquery(why), Value("")))

    def on_show_on(self, day: date):
        return self.filter(is_on_show(day))

    def sellable_on(self, day: date):
        """Of lots that may be promised on that day: they keep long enough, or have no date, and are not held."""
        return self.on_show_on(day + timedelta(days=settings.ONLINE_SHELF_LIFE_DAYS))

    def with_units_free(self):
        """`units_free`: what `Balance.free` says, for queries."""
        return self.annotate(units_free=Greatest(F("on_hand") - F("reserved") - F("safety"), Value(0)))


class Balance(models.Model):
    """Units of one lot at one location. Changed only by `ledger` and `reservations`.

    `reserved` may pass `on_hand` when goods that were promised turn out broken or gone. `short`: units that left
    though the ledger knew of none, sold at a counter; what comes next fills them first.
    """

    location = models.ForeignKey(Location, on_delete=models.PROTECT, related_name="balances")
    lot = models.ForeignKey(Lot, on_delete=models.PROTECT, related_name="balances")
    on_hand = models.IntegerField(_("on hand"), default=0)
    short = models.PositiveIntegerField(_("short"), default=0)
    reserved = models.IntegerField(_("reserved"), default=0)
    safety = models.PositiveIntegerField(_("safety stock"), default=0)

    objects = BalanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("balance")
        verbose_name_plural = _("balances")
        constraints = [
            models.UniqueConstraint(fields=["location", "lot"], name="one_balance_by_location_and_lot"),
            models.CheckConstraint(condition=Q(on_hand__gte=0), name="on_hand_is_not_negative"),
            models.CheckConstraint(condition=Q(on_hand=0) | Q(short=0), name="nothing_is_short_while_some_is_there"),
            models.CheckConstraint(condition=Q(reserved__gte=0), name="reserved_is_not_negative"),
        ]

    def __str__(self):
        return f"{self.lot} · {self.location}: {self.on_hand}"

    @property
    def free(self) -> int:
        """Units that may be promised to one more buyer."""
        return max(0, self.on_hand - self.reserved - self.safety)


class ReservationQuerySet(models.QuerySet):
    def holding(self):
        """Those that count in `Balance.reserved`."""
        return self.filter(state__in=(Reservation.State.ACTIVE, Reservation.State.COMMITTED))


class Reservation(models.Model):
    """Units of a balance promised to an order line: held while unpaid, committed once paid, spent at dispatch."""

    class State(models.TextChoices):
        ACTIVE = "active", _("Held while unpaid")
        COMMITTED = "committed", _("Promised")
        RELEASED = "released", _("Released")
        SPENT = "spent", _("Sent")

    line = models.ForeignKey("order.Line", on_delete=models.PROTECT, related_name="reservations")
    balance = models.ForeignKey(Balance, on_delete=models.PROTECT, related_name="reservations")
    quantity = models.PositiveIntegerField(_("quantity"))
    state = models.CharField(max_length=10, choices=State, default=State.ACTIVE)
    expires_at = models.DateTimeField(_("held until"), null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ReservationQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        verbose_name = _("reservation")
        verbose_name_plural = _("reservations")
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gt=0), name="reservation_reserves_something"),
            models.CheckConstraint(
                condition=~Q(state="active") | Q(expires_at__isnull=False), name="active_reservation_expires"
            ),
            models.CheckConstraint(
                condition=~Q(state="committed") | Q(expires_at=None), name="committed_reservation_stays"
            ),
            models.UniqueConstraint(
                fields=["line", "balance"],
                condition=Q(state__in=("active", "committed")),
                name="one_holding_reservation_by_line_and_balance",
            ),
        ]
        indexes = [
            models.Index(fields=["expires_at"], condition=Q(state="active"), name="active_reservation_by_expiry")
        ]

    def __str__(self):
        return f"{self.quantity} × {self.balance.lot} ({self.state})"


class Transfer(models.Model):
    """Goods on their way from one location to another."""

    class State(models.TextChoices):
        DISPATCHED = "dispatched", _("On its way")
        RECEIVED = "received", _("Received")

    origin = models.ForeignKey(Location, on_delete=models.PROTECT, related_name="transfers_out")
    destination = models.ForeignKey(Location, on_delete=models.PROTECT, related_name="transfers_in")
    state = models.CharField(max_length=10, choices=State, default=State.DISPATCHED)
    dispatched_at = models.DateTimeField(_("sent at"))
    received_at = models.DateTimeField(_("received at"), null=True, blank=True)
    dispatched_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    received_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    source_key = models.CharField(max_length=60, unique=True)

    class Meta:
        ordering = ("-dispatched_at",)
        verbose_name = _("transfer")
        verbose_name_plural = _("transfers")
        constraints = [
            models.CheckConstraint(condition=~Q(origin=F("destination")), name="transfer_goes_somewhere_else"),
            models.CheckConstraint(
                condition=Q(state="dispatched", received_at=None) | Q(state="received", received_at__isnull=False),
                name="received_transfer_says_when",
            ),
        ]

    def __str__(self):
        return f"{self.origin} → {self.destination}"


class TransferLine(models.Model):
    """One lot of a transfer: sent = received + short + damaged once it has arrived."""

    transfer = models.ForeignKey(Transfer, on_delete=models.CASCADE, related_name="lines")
    lot = models.ForeignKey(Lot, on_delete=models.PROTECT, related_name="transfer_lines")
    sent = models.PositiveIntegerField(_("sent"))
    received = models.PositiveIntegerField(_("received"), null=True, blank=True)
    damaged = models.PositiveIntegerField(_("arrived damaged"), default=0)
    short = models.PositiveIntegerField(_("missing"), default=0)
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("transfer line")
        constraints = [
            models.UniqueConstraint(fields=["transfer", "lot"], name="lot_once_in_a_transfer"),
            models.CheckConstraint(condition=Q(sent__gt=0), name="transfer_line_sends_something"),
            models.CheckConstraint(
                condition=Q(received=None, damaged=0, short=0) | Q(sent=F("received") + F("damaged") + F("short")),
                name="transfer_line_adds_up",
            ),
            models.CheckConstraint(
                condition=Q(damaged=0, short=0) | ~Q(reason=""), name="transfer_difference_says_why"
            ),
        ]

    def __str__(self):
        return f"{self.sent} × {self.lot}"
