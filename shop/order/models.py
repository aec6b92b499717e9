import secrets

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from oscar.apps.address.abstract_models import AbstractShippingAddress
from oscar.apps.order.abstract_models import AbstractLine, AbstractOrder
from phonenumber_field.modelfields import PhoneNumberField

from shop.address.vietnamese import VietnameseAddress
from shop.order.parcels import Parcel, ParcelLine, Return  # noqa: F401


def new_token() -> str:
    """128 bits that open an order's page to whoever holds its link."""
    return secrets.token_urlsafe(16)


class ShippingAddress(VietnameseAddress, AbstractShippingAddress):
    class Meta(AbstractShippingAddress.Meta):
        pass


class Order(AbstractOrder):
    """An order exists before its money. One basket makes one order, whatever is clicked twice."""

    AWAITING_PAYMENT, CONFIRMED, COMPLETED, CANCELLED = "awaiting_payment", "confirmed", "completed", "cancelled"
    STATUSES = {
        AWAITING_PAYMENT: _("Awaiting payment"),
        CONFIRMED: _("Confirmed"),
        COMPLETED: _("Completed"),
        CANCELLED: _("Cancelled"),
    }

    token = models.CharField(max_length=30, default=new_token, editable=False)
    buyer_name = models.CharField(_("name of the buyer"), max_length=100, blank=True)
    phone = PhoneNumberField(_("phone"), blank=True)
    language = models.CharField(_("language"), max_length=5, default="vi")
    pays_by = models.CharField(_("paid by"), max_length=10)
    expires_at = models.DateTimeField(_("held until"), null=True, blank=True)
    cancelled_because = models.CharField(_("reason for cancelling"), max_length=300, blank=True)
    note = models.TextField(_("note from the buyer"), blank=True)
    age_confirmed = models.BooleanField(_("the buyer showed a date of birth of an adult"), default=False)

    class Meta(AbstractOrder.Meta):
        constraints = [
            models.UniqueConstraint(fields=["basket"], name="one_order_by_basket"),
            models.CheckConstraint(
                condition=Q(status__in=("awaiting_payment", "confirmed", "completed", "cancelled")),
                name="order_status_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(status="awaiting_payment") | Q(expires_at__isnull=False), name="unpaid_order_expires"
            ),
        ]
        indexes = [
            models.Index(fields=["expires_at"], condition=Q(status="awaiting_payment"), name="unpaid_order_by_expiry")
        ]

    def get_absolute_url(self) -> str:
        return reverse("order_status", kwargs={"number": self.number, "token": self.token})

    def get_status_display(self) -> str:
        return str(self.STATUSES[self.status])

    @property
    def email_address(self) -> str:
        return self.guest_email or (self.user.email if self.user else "")


class Line(AbstractLine):
    """`units_cancelled` were taken out before they were sent; `quantity` stays what was ordered."""

    units_cancelled = models.PositiveIntegerField(_("units cancelled"), default=0)

    class Meta(AbstractLine.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(units_cancelled__lte=F("quantity")), name="line_cancels_what_was_ordered"
            )
        ]


from oscar.apps.order.models import *  # noqa: E402, F403
