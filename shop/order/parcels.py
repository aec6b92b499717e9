from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from shop.locations.models import Location
from shop.shipping.tariffs import Service


class Parcel(models.Model):
    """The goods of an order that leave one location together, or wait there to be fetched."""

    class State(models.TextChoices):
        PLANNED = "planned", _("To be packed")
        PACKED = "packed", _("Packed")
        DISPATCHED = "dispatched", _("On its way")
        DELIVERED = "delivered", _("Delivered")
        RETURNED = "returned", _("Came back")
        CANCELLED = "cancelled", _("Cancelled")

    order = models.ForeignKey("order.Order", on_delete=models.PROTECT, related_name="parcels")
    number = models.PositiveSmallIntegerField(_("number"))
    location = models.ForeignKey(Location, on_delete=models.PROTECT, related_name="parcels")
    is_pickup = models.BooleanField(_("fetched by the buyer"), default=False)
    service = models.ForeignKey(Service, on_delete=models.SET_NULL, null=True, blank=True)
    service_name = models.CharField(_("sent by"), max_length=150, blank=True)
    fee = models.PositiveIntegerField(_("shipping fee (đ)"), default=0)
    weight_g = models.PositiveIntegerField(_("weight (g)"), default=0)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PLANNED)
    tracking_number = models.CharField(_("tracking number"), max_length=60, blank=True)
    pickup_code = models.CharField(_("code for fetching"), max_length=6, blank=True)
    packed_at = models.DateTimeField(null=True, blank=True)
    dispatched_at = models.DateTimeField(null=True, blank=True)
    delivered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("order", "number")
        verbose_name = _("parcel")
        verbose_name_plural = _("parcels")
        constraints = [
            models.UniqueConstraint(fields=["order", "number"], name="parcel_number_once_in_an_order"),
            models.CheckConstraint(
                condition=Q(is_pickup=False) | ~Q(pickup_code=""), name="parcel_to_fetch_has_its_code"
            ),
            models.CheckConstraint(
                condition=~Q(state="dispatched") | Q(dispatched_at__isnull=False), name="dispatched_parcel_says_when"
            ),
            models.CheckConstraint(
                condition=~Q(state="delivered") | Q(delivered_at__isnull=False), name="delivered_parcel_says_when"
            ),
        ]

    def __str__(self):
        return f"{self.order.number}-{self.number}"


class ParcelLine(models.Model):
    """Units of an order line in a parcel."""

    parcel = models.ForeignKey(Parcel, on_delete=models.CASCADE, related_name="lines")
    line = models.ForeignKey("order.Line", on_delete=models.PROTECT, related_name="parcel_lines")
    quantity = models.PositiveIntegerField(_("quantity"))

    class Meta:
        verbose_name = _("parcel line")
        constraints = [
            models.UniqueConstraint(fields=["parcel", "line"], name="line_once_in_a_parcel"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="parcel_line_holds_something"),
        ]

    def __str__(self):
        return f"{self.quantity} × {self.line.title}"


class Return(models.Model):
    """Goods of a parcel that came back, inspected: put on the shelf again or written off."""

    parcel_line = models.ForeignKey(ParcelLine, on_delete=models.PROTECT, related_name="returns")
    location = models.ForeignKey(Location, on_delete=models.PROTECT, related_name="+")
    quantity = models.PositiveIntegerField(_("came back"))
    restocked = models.PositiveIntegerField(_("good, back on the shelf"), default=0)
    written_off = models.PositiveIntegerField(_("written off"), default=0)
    reason = models.CharField(_("reason"), max_length=300)
    received_at = models.DateTimeField(_("received at"))
    received_by = models.ForeignKey("auth.User", on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=60, unique=True, default=uuid4)

    class Meta:
        ordering = ("-received_at",)
        verbose_name = _("return")
        verbose_name_plural = _("returns")
        constraints = [
            models.CheckConstraint(
                condition=Q(quantity__gt=0, quantity=F("restocked") + F("written_off")), name="return_adds_up"
            )
        ]

    def __str__(self):
        return f"{self.quantity} × {self.parcel_line.line.title}"
