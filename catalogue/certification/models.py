from datetime import date

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class CertificateQuerySet(models.QuerySet):
    def valid_on(self, day: date):
        """Issued, not past its last day (extensions counted), and not yet revoked on that day."""
        return self.annotate(last_day=Coalesce("extended_until", "expires_on")).filter(
            Q(revoked_on=None) | Q(revoked_on__gt=day), issued_on__lte=day, last_day__gte=day
        )


class Certificate(models.Model):
    """A product's stars, on paper, for a time (Decision 26/2026/QĐ-TTg, Articles 3, 8 and 12).

    Below three stars there is no certificate. Days are inclusive at both ends.
    """

    class State(models.TextChoices):
        VALID = "valid", _("Valid")
        NOT_YET = "not_yet", _("Not yet in force")
        LAPSED = "lapsed", _("Lapsed")
        REVOKED = "revoked", _("Revoked")

    product = models.ForeignKey("catalogue.Product", on_delete=models.PROTECT, related_name="certificates")
    number = models.CharField(_("number"), max_length=60, unique=True)
    stars = models.PositiveSmallIntegerField(_("stars"))
    decision = models.CharField(_("decision"), max_length=100)
    authority = models.CharField(_("issued by"), max_length=200)
    issued_on = models.DateField(_("issued on"))
    expires_on = models.DateField(_("valid to"))
    extended_until = models.DateField(_("extended to"), null=True, blank=True)
    revoked_on = models.DateField(_("revoked on"), null=True, blank=True)
    revoked_because = models.TextField(_("reason for revoking"), blank=True)
    scan = models.FileField(_("scan of the paper"), upload_to="certificates/%Y/", blank=True)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        ordering = ("-issued_on", "-pk")
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        constraints = [
            models.CheckConstraint(condition=Q(stars__range=(3, 5)), name="certificate_from_three_to_five_stars"),
            models.CheckConstraint(condition=Q(expires_on__gt=F("issued_on")), name="certificate_lasts"),
            models.CheckConstraint(
                condition=Q(extended_until=None) | Q(extended_until__gt=F("expires_on")),
                name="certificate_extension_is_later",
            ),
            models.CheckConstraint(
                condition=Q(revoked_on=None, revoked_because="")
                | (Q(revoked_on__isnull=False, revoked_on__gte=F("issued_on")) & ~Q(revoked_because="")),
                name="certificate_revoked_with_a_reason",
            ),
        ]

    def __str__(self):
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("certification:check", kwargs={"number": self.number})

    @property
    def valid_until(self) -> date:
        return self.extended_until or self.expires_on

    def state_on(self, day: date) -> "Certificate.State":
        if self.revoked_on and self.revoked_on <= day:
            return self.State.REVOKED
        if day < self.issued_on:
            return self.State.NOT_YET
        return self.State.VALID if day <= self.valid_until else self.State.LAPSED
