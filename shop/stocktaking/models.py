from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from catalogue.traceability.models import Lot
from shop.locations.models import Location


class Stocktake(models.Model):
    """One going-over of a location's shelves. A location has one at a time."""

    class State(models.TextChoices):
        OPEN = "open", _("Being counted")
        CLOSED = "closed", _("Believed")
        DROPPED = "dropped", _("Given up")

    location = models.ForeignKey(Location, on_delete=models.PROTECT, related_name="stocktakes")
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)
    opened_at = models.DateTimeField(_("begun at"))
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("-opened_at", "-pk")
        verbose_name = _("stocktake")
        verbose_name_plural = _("stocktakes")
        constraints = [
            models.UniqueConstraint(
                fields=["location"], condition=Q(state="open"), name="one_open_stocktake_by_location"
            ),
            models.CheckConstraint(
                condition=Q(state="open", ended_at=None, ended_by=None)
                | Q(~Q(state="open"), ended_at__isnull=False, ended_by__isnull=False),
                name="ended_stocktake_says_when_and_who",
            ),
        ]

    def __str__(self):
        return f"{self.location} {localtime(self.opened_at):%d/%m/%Y}"

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN


class Line(models.Model):
    """What somebody saw of one lot, and when. `expected` is written when the stocktake is believed."""

    class Cause(models.TextChoices):
        MISCOUNTED = "miscounted", _("An earlier count was wrong")
        NOT_RUNG_UP = "not_rung_up", _("Sold and not rung up")
        NOT_BOOKED = "not_booked", _("Came or went and was not booked")
        BROKEN = "broken", _("Broken and thrown away")
        LOST = "lost", _("Lost or stolen")
        OTHER = "other", _("Something else")

    stocktake = models.ForeignKey(Stocktake, on_delete=models.CASCADE, related_name="lines")
    lot = models.ForeignKey(Lot, on_delete=models.PROTECT, related_name="+")
    counted = models.PositiveIntegerField(_("counted"))
    counted_at = models.DateTimeField(_("counted at"))
    counted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    expected = models.IntegerField(_("expected by the ledger"), null=True, blank=True)
    cause = models.CharField(_("cause"), max_length=12, choices=Cause, blank=True)
    reason = models.CharField(_("reason"), max_length=200, blank=True)

    class Meta:
        ordering = ("pk",)
        verbose_name = _("line of a stocktake")
        verbose_name_plural = _("lines of a stocktake")
        constraints = [
            models.UniqueConstraint(fields=["stocktake", "lot"], name="lot_once_in_a_stocktake"),
            models.CheckConstraint(
                condition=Q(expected=None) | Q(expected=F("counted")) | ~Q(cause=""), name="difference_has_its_cause"
            ),
        ]

    def __str__(self):
        return f"{self.counted} × {self.lot}"
