import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

MOST_TRIES = 5
DIGITS = 6


def new_seed() -> str:
    return secrets.token_urlsafe(24)


class Code(models.Model):
    """Six digits on their way to an address. The row holds a seed: without our key it tells nothing of the digits."""

    email = models.EmailField(_("e-mail"))
    seed = models.CharField(max_length=40, default=new_seed, editable=False)
    tries = models.PositiveSmallIntegerField(default=0)
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(tries__lte=MOST_TRIES), name="code_is_tried_a_few_times"),
            models.CheckConstraint(condition=Q(expires_at__gt=models.F("asked_at")), name="code_lasts_a_while"),
        ]

    def __str__(self) -> str:
        return f"Code {self.pk}"

    @property
    def digits(self) -> str:
        """RFC 4226's idea, keyed by our secret, so that the table alone tells nothing."""
        digest = salted_hmac("shop.account.entering.code", f"{self.pk}:{self.seed}", algorithm="sha256").digest()
        return str(int.from_bytes(digest[:8], "big") % 10**DIGITS).zfill(DIGITS)


class ProvenAddress(models.Model):
    """An address of which its owner has shown that letters reach them; it belongs to one account."""

    email = models.EmailField(_("e-mail"), unique=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="proven_addresses")
    proven_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.email


class Passkey(models.Model):
    """A device's public key. https://www.w3.org/TR/webauthn-3/#credential-record"""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="passkeys")
    name = models.CharField(_("name"), max_length=60)
    credential_id = models.CharField(max_length=1400, unique=True)  # base64url
    public_key = models.BinaryField()
    sign_count = models.PositiveBigIntegerField(default=0)
    created_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["created_at"]
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="passkey_has_a_name")]

    def __str__(self) -> str:
        return self.name
