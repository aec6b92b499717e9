from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from shop.locations.models import Location

NO_HASH = "0" * 64


class Scope(models.TextChoices):
    EVENTS = "events", _("send what happened")
    CHANGES = "changes", _("read what is sold here")


def every_scope() -> list[str]:
    return list(Scope.values)


class DeviceQuerySet(models.QuerySet):
    def in_use(self):
        return self.filter(revoked_at=None)


class Device(models.Model):
    """One counter. `last_seq` and `last_hash` are the head of its chain of events in this `epoch`."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    name = models.CharField(_("name"), max_length=60)
    location = models.ForeignKey(Location, on_delete=models.PROTECT, related_name="devices", verbose_name=_("location"))
    epoch = models.PositiveIntegerField(default=1)
    last_seq = models.PositiveBigIntegerField(default=0)
    last_hash = models.CharField(max_length=64, default=NO_HASH)
    token_hash = models.CharField(max_length=64, unique=True)
    # A token that was asked for and has not been used: with its first use it takes the other's place.
    next_token_hash = models.CharField(max_length=64, unique=True, null=True, blank=True)
    scopes = models.JSONField(default=every_scope)
    enrolled_at = models.DateTimeField(_("enrolled at"))
    enrolled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("enrolled by")
    )
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)
    last_seen_at = models.DateTimeField(_("last seen"), null=True, blank=True)
    unsent = models.PositiveIntegerField(_("not sent yet"), default=0)
    unsent_since = models.DateTimeField(_("not sent since"), null=True, blank=True)
    app_version = models.CharField(max_length=40, blank=True)

    objects = DeviceQuerySet.as_manager()

    class Meta:
        ordering = ("location", "name")
        verbose_name = _("counter")
        verbose_name_plural = _("counters")
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="device_has_a_name"),
            models.CheckConstraint(condition=Q(epoch__gte=1), name="epoch_from_one"),
            models.CheckConstraint(
                condition=Q(next_token_hash=None) | ~Q(next_token_hash=F("token_hash")), name="next_token_is_another"
            ),
            models.CheckConstraint(
                condition=Q(last_seq__gt=0) | Q(last_hash=NO_HASH), name="chain_starts_with_no_hash"
            ),
        ]

    def __str__(self):
        return f"{self.name} · {self.location}"

    def may(self, scope: str) -> bool:
        return scope in self.scopes


class EnrolmentCode(models.Model):
    """An invitation to a location, or back to one for a `device` that is known. Good once, and for minutes."""

    code_hash = models.CharField(max_length=64, unique=True)
    location = models.ForeignKey(Location, on_delete=models.CASCADE, related_name="enrolment_codes")
    device = models.ForeignKey(Device, on_delete=models.CASCADE, null=True, blank=True, related_name="enrolment_codes")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(expires_at__gt=F("made_at")), name="code_lives_a_while")]

    def __str__(self):
        return f"{self.location} · {self.made_at:%d/%m/%Y %H:%M}"


class StaffPin(models.Model):
    """What a counter checks a PIN of six digits against, without a network.

    `check` is PBKDF2-HMAC-SHA256 of the PIN, 32 bytes; `salt` 16 bytes; both in hex. A million PINs are soon tried
    by whoever holds the device's storage: so a PIN unlocks a screen and is no credential of the server.
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="pin")
    salt = models.CharField(max_length=32)
    rounds = models.PositiveIntegerField()
    check_hash = models.CharField(max_length=64)
    set_at = models.DateTimeField()

    class Meta:
        verbose_name = _("PIN")
        verbose_name_plural = _("PINs")
        constraints = [models.CheckConstraint(condition=Q(rounds__gte=100_000), name="pin_takes_time_to_try")]

    def __str__(self):
        return str(self.user)
