from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from phonenumber_field.modelfields import PhoneNumberField
from stdnum.exceptions import ValidationError as InvalidNumber
from stdnum.vn import mst

from catalogue.folding import fold
from catalogue.places.models import Ward
from catalogue.producers.naming import shortened

MOST_WORDS = 12


def check_tax_code(value: str) -> None:
    """Raise ValidationError where the number is no Vietnamese tax code (MST: length and check digit)."""
    try:
        mst.validate(value)
    except InvalidNumber as fault:
        raise ValidationError(_("This is not a valid tax code: look at its digits again.")) from fault


class ProducerQuerySet(models.QuerySet):
    def verified(self):
        return self.filter(verification=Producer.Verification.VERIFIED)

    def listed(self):
        """Those shown in lists: verified, with at least one product that may be seen."""
        goods = apps.get_model("catalogue", "Product").objects
        return self.verified().filter(Exists(goods.filter(producer=OuterRef("pk"), parent=None, is_public=True)))

    def named_like(self, text: str):
        """Those whose name or place holds each word of the text, typed with or without accents."""
        return self.filter(*(Q(folded__contains=word) for word in fold(text).split()[:MOST_WORDS]))

    def of_member(self, user):
        return self.filter(memberships__user=user)


class Producer(models.Model):
    """A maker whose goods the programme may certify (chủ thể OCOP)."""

    class LegalForm(models.TextChoices):
        COOPERATIVE = "HTX", _("Cooperative")
        COOPERATIVE_GROUP = "THT", _("Cooperative group")
        LIMITED_COMPANY = "TNHH", _("Limited company")
        JOINT_STOCK_COMPANY = "CTCP", _("Joint stock company")
        HOUSEHOLD = "HKD", _("Registered household")
        FARM = "TT", _("Farm")

    class Verification(models.TextChoices):
        APPLIED = "applied", _("Applied, not yet checked")
        VERIFIED = "verified", _("Verified")
        SUSPENDED = "suspended", _("Suspended")

    name = models.CharField(_("name"), max_length=200)
    slug = models.SlugField(max_length=200, unique=True)
    legal_form = models.CharField(_("legal form"), max_length=4, choices=LegalForm)
    tax_code = models.CharField(_("tax code"), max_length=14, blank=True, validators=[check_tax_code])
    ward = models.ForeignKey(Ward, on_delete=models.PROTECT, related_name="producers", verbose_name=_("ward"))
    street = models.CharField(_("house number, street or hamlet"), max_length=200, blank=True)
    legacy_address = models.CharField(_("address as written before July 2025"), max_length=300, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    phone = PhoneNumberField(_("phone"), blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    website = models.URLField(_("website"), blank=True)
    story_teaser = models.TextField(_("story in a few sentences"), blank=True)
    verification = models.CharField(max_length=10, choices=Verification, default=Verification.APPLIED)
    verified_at = models.DateTimeField(null=True, blank=True)
    folded = models.TextField(editable=False, default="")

    objects = ProducerQuerySet.as_manager()

    class Meta:
        ordering = ("name",)
        verbose_name = _("producer")
        verbose_name_plural = _("producers")
        indexes = [models.Index(fields=["name"], name="producer_by_name")]
        constraints = [
            models.UniqueConstraint(fields=["tax_code"], condition=~Q(tax_code=""), name="one_producer_by_tax_code"),
            models.CheckConstraint(
                condition=~Q(verification="verified") | Q(verified_at__isnull=False),
                name="verified_producer_says_when",
            ),
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.folded = self.words_to_find()
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "folded"}
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("producers:detail", kwargs={"slug": self.slug})

    @property
    def short_name(self) -> str:
        return shortened(self.name)

    def words_to_find(self) -> str:
        return fold(f"{self.name} {self.ward.full_name}")

    @property
    def position(self) -> tuple[float, float] | None:
        """Its own place on the map, else the middle of its ward."""
        for place in (self, self.ward):
            if place.latitude is not None and place.longitude is not None:
                return place.latitude, place.longitude
        return None


class Membership(models.Model):
    """A person who may act for a producer."""

    producer = models.ForeignKey(Producer, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="producer_memberships")
    is_owner = models.BooleanField(_("may invite and remove members"), default=False)

    class Meta:
        verbose_name = _("membership")
        constraints = [models.UniqueConstraint(fields=["producer", "user"], name="member_once")]

    def __str__(self):
        return f"{self.user} · {self.producer}"
