"""A person's time at a counter, from the cash counted into the drawer to the cash counted out of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shop.locations.models import Location
from shop.pos.devices.models import Device
from shop.pos.events.event import Event


class Shift(models.Model):
    """`told`: the closing as the counter said it. `differences`: figures where what arrived says otherwise.

    What is booked into it after it was closed is marked `is_correction` on its own row.
    """

    device = models.ForeignKey(Device, on_delete=models.PROTECT, related_name="shifts")
    location = models.ForeignKey(Location, on_delete=models.PROTECT, related_name="shifts")
    opening = models.OneToOneField(Event, on_delete=models.PROTECT, related_name="opened_shift")
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    opened_at = models.DateTimeField(_("opened at"))
    opening_cash = models.PositiveBigIntegerField(_("cash at the start"))
    closing = models.OneToOneField(Event, on_delete=models.PROTECT, null=True, blank=True, related_name="closed_shift")
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    counted_cash = models.PositiveBigIntegerField(_("cash counted"), null=True, blank=True)
    told = models.JSONField(default=dict, blank=True)
    differences = models.JSONField(default=dict, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        ordering = ("-opened_at", "-pk")
        verbose_name = _("shift")
        verbose_name_plural = _("shifts")
        constraints = [
            models.CheckConstraint(
                condition=Q(closing=None, closed_at=None, counted_cash=None)
                | Q(closing__isnull=False, closed_at__isnull=False, counted_cash__isnull=False),
                name="closed_shift_says_when_and_what",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(closed_at__gte=models.F("opened_at")),
                name="shift_closes_after_it_opens",
            ),
        ]
        indexes = [models.Index(fields=["location", "opened_at"], name="shift_by_place_and_time")]

    def __str__(self):
        return f"{self.device} · {self.opened_at:%d/%m/%Y %H:%M}"

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None


class CashMove(models.Model):
    """Cash put into the drawer or taken out of it, beside sales and refunds."""

    class Direction(models.TextChoices):
        IN = "in", _("Cash put in")
        OUT = "out", _("Cash taken out")

    event = models.OneToOneField(Event, on_delete=models.PROTECT, related_name="cash_move")
    shift = models.ForeignKey(Shift, on_delete=models.PROTECT, related_name="cash_moves")
    staff = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    direction = models.CharField(_("in or out"), max_length=3, choices=Direction)
    amount = models.PositiveBigIntegerField(_("amount"))
    happened_at = models.DateTimeField(_("happened at"))
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    is_correction = models.BooleanField(_("booked after the shift was closed"), default=False)

    class Meta:
        ordering = ("happened_at", "pk")
        verbose_name = _("cash put in or taken out")
        verbose_name_plural = _("cash put in or taken out")
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="cash_move_moves_something")]

    def __str__(self):
        return f"{self.get_direction_display()}: {self.amount}"
