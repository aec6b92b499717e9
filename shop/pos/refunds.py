"""Money given back at a counter for a sale that it cites, with the goods or without."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shop.locations.models import Location
from shop.pos.events.event import Event
from shop.pos.sales import Sale, SaleLine
from shop.pos.shifts import Shift


class Refund(models.Model):
    event = models.OneToOneField(Event, on_delete=models.PROTECT, related_name="refund")
    sale = models.ForeignKey(Sale, on_delete=models.PROTECT, related_name="refunds")
    location = models.ForeignKey(Location, on_delete=models.PROTECT, related_name="refunds")
    shift = models.ForeignKey(Shift, on_delete=models.PROTECT, related_name="refunds")
    staff = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    number = models.CharField(_("receipt number"), max_length=40)
    happened_at = models.DateTimeField(_("given back at"))
    total = models.PositiveBigIntegerField(_("total"))
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    is_correction = models.BooleanField(_("booked after the shift was closed"), default=False)

    class Meta:
        ordering = ("-happened_at", "-pk")
        verbose_name = _("refund")
        verbose_name_plural = _("refunds")
        indexes = [models.Index(fields=["location", "happened_at"], name="refund_by_place_and_time")]

    def __str__(self):
        return self.number


class RefundLine(models.Model):
    """`restock`: the goods lie on the shelf again."""

    refund = models.ForeignKey(Refund, on_delete=models.CASCADE, related_name="lines")
    line = models.ForeignKey(SaleLine, on_delete=models.PROTECT, related_name="refund_lines")
    quantity = models.PositiveIntegerField(_("quantity"))
    amount = models.PositiveBigIntegerField(_("amount"))
    restock = models.BooleanField(_("back on the shelf"))

    class Meta:
        verbose_name = _("line of a refund")
        constraints = [models.CheckConstraint(condition=Q(quantity__gt=0), name="refund_line_gives_something_back")]

    def __str__(self):
        return f"{self.quantity} × {self.line.lot}"
