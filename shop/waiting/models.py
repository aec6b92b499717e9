import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalogue.models import Product


def new_token() -> str:
    """128 bits that open one waiting to whoever holds the letter."""
    return secrets.token_urlsafe(16)


class Waiting(models.Model):
    """One address that waits for one product. Consent to one letter, given at `asked_at`; then the row is gone."""

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="waitings")
    email = models.EmailField(_("e-mail"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True, related_name="waitings"
    )
    language = models.CharField(_("language"), max_length=5)
    token = models.CharField(max_length=30, unique=True, default=new_token, editable=False)
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["product", "email"], name="address_waits_once_for_a_product"),
            models.CheckConstraint(
                condition=Q(user=None) | Q(confirmed_at__isnull=False), name="account_waits_without_a_first_letter"
            ),
        ]

    def __str__(self) -> str:
        return f"Waiting {self.pk}"
