"""Sales at counters, with what was sold, from which lot, and how it was paid. Prices are those of the moment."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from catalogue.traceability.models import Lot
from shop.locations.models import Location
from shop.pos.events.event import Event
from shop.pos.shifts import Shift


class Sale(models.Model):
    event = models.OneToOneField(Event, on_delete=models.PROTECT, related_name="sale")
    location = models.ForeignKey(Location, on_delete=models.PROTECT, related_name="sales")
    shift = models.ForeignKey(Shift, on_delete=models.PROTECT, related_name="sales")
    staff = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    number = models.CharField(_("receipt number"), max_length=40)
    happened_at = models.DateTimeField(_("sold at"))
    total = models.PositiveBigIntegerField(_("total"))
    is_correction = models.BooleanField(_("booked after the shift was closed"), default=False)

    class Meta:
        ordering = ("-happened_at", "-pk")
        verbose_name = _("sale")
        verbose_name_plural = _("sales")
        indexes = [
            models.Index(fields=["location", "happened_at"], name="sale_by_place_and_time"),
            models.Index(fields=["number"], name="sale_by_number"),
        ]

    def __str__(self):
        return self.number


class SaleLine(models.Model):
    """Units of one lot. What was given back of them is counted here, so that it can never be more than was sold."""

    sale = models.ForeignKey(Sale, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField()
    product = models.ForeignKey("catalogue.Product", on_delete=models.PROTECT, related_name="counter_sales")
    lot = models.ForeignKey(Lot, on_delete=models.PROTECT, related_name="counter_sales")
    quantity = models.PositiveIntegerField(_("quantity"))
    unit_price = models.PositiveBigIntegerField(_("price"))
    amount = models.PositiveBigIntegerField(_("amount"))
    refunded_units = models.PositiveIntegerField(_("units given back"), default=0)
    refunded_amount = models.PositiveBigIntegerField(_("money given back"), default=0)

    class Meta:
        ordering = ("sale", "position")
        verbose_name = _("line of a sale")
        constraints = [
            models.UniqueConstraint(fields=["sale", "position"], name="sale_line_stands_once"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="sale_line_sells_something"),
            models.CheckConstraint(condition=Q(amount=F("quantity") * F("unit_price")), name="sale_line_adds_up"),
            models.CheckConstraint(condition=Q(refunded_units__lte=F("quantity")), name="no_more_given_back_than_sold"),
            models.CheckConstraint(
                condition=Q(refunded_amount__lte=F("amount")), name="no_more_money_back_than_was_paid"
            ),
        ]

    def __str__(self):
        return f"{self.quantity} × {self.lot}"


class Tender(models.Model):
    """How a sale was paid, or a refund paid back. `given`: notes handed over, where they were counted."""

    class Kind(models.TextChoices):
        CASH = "cash", _("Cash")
        VIETQR = "vietqr", _("VietQR")
        CARD = "card", _("Card")

    sale = models.ForeignKey(Sale, on_delete=models.CASCADE, null=True, blank=True, related_name="tenders")
    refund = models.ForeignKey("pos.Refund", on_delete=models.CASCADE, null=True, blank=True, related_name="tenders")
    kind = models.CharField(_("paid by"), max_length=6, choices=Kind)
    amount = models.PositiveBigIntegerField(_("amount"))
    given = models.PositiveBigIntegerField(_("given"), null=True, blank=True)
    reference = models.CharField(_("reference"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("tender")
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="tender_pays_something"),
            models.CheckConstraint(
                condition=Q(sale=None, refund__isnull=False) | Q(sale__isnull=False, refund=None),
                name="tender_of_a_sale_or_a_refund",
            ),
            models.CheckConstraint(condition=Q(given=None) | Q(given__gte=F("amount")), name="enough_was_given"),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.amount}"
