from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Greatest
from django.utils.translation import gettext_lazy as _

from catalogue.traceability.models import Lot
from shop.locations.models import Location


class BalanceQuerySet(models.QuerySet):
    def selling_online(self):
        return self.filter(location__is_open=True, location__sells_online=True)

    def fresh_on(self, day: date):
        """Of lots that keep long enough to be sold on that day; those without a date always do."""
        return self.filter(
            Q(lot__expires_on=None) | Q(lot__expires_on__gte=day + timedelta(days=settings.ONLINE_SHELF_LIFE_DAYS))
        )

    def with_units_free(self):
        """`units_free`: what `Balance.free` says, for queries."""
        return self.annotate(units_free=Greatest(F("on_hand") - F("reserved") - F("safety"), Value(0)))


class Balance(models.Model):
    """Units of one lot at one location. Changed only by `ledger` and `reservations`.

    `reserved` may pass `on_hand` when goods that were promised turn out broken or gone.
    """

    location = models.ForeignKey(Location, on_delete=models.PROTECT, related_name="balances")
    lot = models.ForeignKey(Lot, on_delete=models.PROTECT, related_name="balances")
    on_hand = models.IntegerField(_("on hand"), default=0)
    reserved = models.IntegerField(_("reserved"), default=0)
    safety = models.PositiveIntegerField(_("safety stock"), default=0)

    objects = BalanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("balance")
        verbose_name_plural = _("balances")
        constraints = [
            models.UniqueConstraint(fields=["location", "lot"], name="one_balance_by_location_and_lot"),
            models.CheckConstraint(condition=Q(on_hand__gte=0), name="on_hand_is_not_negative"),
            models.CheckConstraint(condition=Q(reserved__gte=0), name="reserved_is_not_negative"),
        ]

    def __str__(self):
        return f"{self.lot} · {self.location}: {self.on_hand}"

    @property
    def free(self) -> int:
        """Units that may be promised to one more buyer."""
        return max(0, self.on_hand - self.reserved - self.safety)


class Movement(models.Model):
    """One line of the ledger, written once. A mistake is put right by a second one."""

    class Kind(models.TextChoices):
        RECEIVE = "receive", _("Received")
        SALE = "sale", _("Sold")
        RETURN = "return", _("Returned by a buyer")
        TRANSFER_OUT = "transfer_out", _("Sent to another location")
        TRANSFER_IN = "transfer_in", _("Arrived from another location")
        COUNT = "count", _("Corrected by a count")
        DAMAGE = "damage", _("Damaged")
        EXPIRE = "expire", _("Past its date")
        RECALL = "recall", _("Recalled")
        RETURN_TO_PRODUCER = "return_to_producer", _("Returned to the producer")

    COMING = (Kind.RECEIVE, Kind.RETURN, Kind.TRANSFER_IN)
    GOING = (Kind.SALE, Kind.TRANSFER_OUT, Kind.DAMAGE, Kind.EXPIRE, Kind.RECALL, Kind.RETURN_TO_PRODUCER)

    location = models.ForeignKey(Location, on_delete=models.PROTECT, related_name="movements")
    lot = models.ForeignKey(Lot, on_delete=models.PROTECT, related_name="movements")
    quantity = models.IntegerField(_("quantity"))
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    source_key = models.CharField(max_length=80, unique=True)
    happened_at = models.DateTimeField(_("happened at"))
    recorded_at = models.DateTimeField(_("recorded at"), auto_now_add=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, verbose_name=_("by")
    )
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        ordering = ("-recorded_at", "-pk")
        verbose_name = _("movement")
        verbose_name_plural = _("movements")
        constraints = [
            models.CheckConstraint(condition=~Q(quantity=0), name="movement_moves_something"),
            models.CheckConstraint(
                condition=Q(kind="count")
                | Q(kind__in=("receive", "return", "transfer_in"), quantity__gt=0)
                | Q(
                    kind__in=("sale", "transfer_out", "damage", "expire", "recall", "return_to_producer"),
                    quantity__lt=0,
                ),
                name="movement_sign_fits_its_kind",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=("count", "damage", "recall", "return_to_producer")) | ~Q(reason=""),
                name="movement_says_why",
            ),
        ]
        indexes = [models.Index(fields=["location", "lot", "happened_at"], name="movement_by_shelf_and_time")]

    def __str__(self):
        return f"{self.get_kind_display()} {self.quantity:+d} {self.lot} · {self.location}"


class Count(models.Model):
    """What somebody counted on a shelf, beside what the ledger expected at that moment."""

    location = models.ForeignKey(Location, on_delete=models.PROTECT, related_name="counts")
    lot = models.ForeignKey(Lot, on_delete=models.PROTECT, related_name="counts")
    counted = models.PositiveIntegerField(_("counted"))
    expected = models.IntegerField(_("expected by the ledger"))
    counted_at = models.DateTimeField(_("counted at"))
    recorded_at = models.DateTimeField(_("recorded at"), auto_now_add=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, verbose_name=_("by")
    )
    reason = models.CharField(_("reason"), max_length=300)
    source_key = models.CharField(max_length=80, unique=True)

    class Meta:
        ordering = ("-counted_at", "-pk")
        verbose_name = _("count")
        verbose_name_plural = _("counts")
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="count_says_why")]
        indexes = [models.Index(fields=["location", "lot", "counted_at"], name="count_by_shelf_and_time")]

    def __str__(self):
        return f"{self.counted} × {self.lot} · {self.location}"

    def has_seen(self, shelf: tuple[int, int], happened_at: datetime, source_key: str) -> bool:
        """Whether something that happened then on that shelf (location pk, lot pk) was counted here."""
        return (
            (self.location_id, self.lot_id) == shelf
            and self.source_key != source_key
            and self.counted_at >= happened_at
        )


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
