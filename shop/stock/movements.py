"""The ledger's own rows. A trigger in the database guards movements too: see the migrations."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalogue.traceability.models import Lot
from shop.locations.models import Location
from shop.stock.exceptions import WrittenOnce


class MovementQuerySet(models.QuerySet):
    def update(self, **changes):
        raise WrittenOnce

    def delete(self):
        raise WrittenOnce


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

    objects = MovementQuerySet.as_manager()

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

    def save(self, **kwargs):
        if not self._state.adding:
            raise WrittenOnce
        super().save(**kwargs)

    def delete(self, **kwargs):
        raise WrittenOnce


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

    def has_seen(self, shelf: tuple[int, int], happened_at: datetime, count_key: str = "") -> bool:
        """Whether something that happened then on that shelf (location pk, lot pk) was counted here.

        `count_key`: that of another count. Of two at one moment the later key is believed, whichever is told first.
        """
        return (self.location_id, self.lot_id) == shelf and (
            (self.counted_at, self.source_key) > (happened_at, count_key)
            if count_key
            else self.counted_at >= happened_at
        )
