from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel


class Zone(models.TextChoices):
    SAME_PROVINCE = "same_province", _("Within the province")
    SAME_REGION = "same_region", _("Within the region")
    BETWEEN_REGIONS = "between_regions", _("Between regions")


class Service(ClusterableModel):
    """A carrier's way of sending, edited whole with its rates and surcharges.

    `volumetric_divisor`: cm³ that weigh one kilogram.
    """

    code = models.SlugField(max_length=30, unique=True)
    carrier = models.CharField(_("carrier"), max_length=60)
    name = models.CharField(_("name"), max_length=80)
    is_active = models.BooleanField(_("offered"), default=True)
    carries_chilled = models.BooleanField(_("carries chilled goods"), default=False)
    carries_bulky = models.BooleanField(_("carries bulky goods"), default=True)
    takes_cash = models.BooleanField(_("collects cash on delivery"), default=True)
    volumetric_divisor = models.PositiveIntegerField(
        _("cm³ for a kilogram"), default=5000, validators=[MinValueValidator(1)]
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        ordering = ("position", "code")
        verbose_name = _("shipping service")
        verbose_name_plural = _("shipping services")
        constraints = [
            models.CheckConstraint(condition=Q(volumetric_divisor__gt=0), name="service_divides_by_something")
        ]

    def __str__(self):
        return f"{self.carrier} · {self.name}"


class Rate(models.Model):
    """The price of a service in a zone: `base` up to `first_g` grams, then `step` for each 500 g begun. Dong."""

    service = ParentalKey(Service, on_delete=models.CASCADE, related_name="rates")
    zone = models.CharField(_("zone"), max_length=20, choices=Zone)
    first_g = models.PositiveIntegerField(_("grams in the base price"), default=500)
    base = models.PositiveIntegerField(_("base price (đ)"))
    step = models.PositiveIntegerField(_("each further 500 g (đ)"))
    days_min = models.PositiveSmallIntegerField(_("days at least"), default=1)
    days_max = models.PositiveSmallIntegerField(_("days at most"), default=3)

    class Meta:
        ordering = ("service", "base")
        verbose_name = _("shipping rate")
        verbose_name_plural = _("shipping rates")
        constraints = [
            models.UniqueConstraint(fields=["service", "zone"], name="one_rate_by_service_and_zone"),
            models.CheckConstraint(condition=Q(days_max__gte=F("days_min")), name="rate_days_in_order"),
        ]

    def __str__(self):
        return f"{self.service} · {self.get_zone_display()}"


class Surcharge(models.Model):
    """What a service adds for goods of a kind, or for collecting cash. Dong for each parcel."""

    class Cause(models.TextChoices):
        CHILLED = "chilled", _("Chilled")
        FRAGILE = "fragile", _("Fragile")
        BULKY = "bulky", _("Bulky")
        CASH = "cash", _("Cash on delivery")

    service = ParentalKey(Service, on_delete=models.CASCADE, related_name="surcharges")
    cause = models.CharField(_("for"), max_length=10, choices=Cause)
    amount = models.PositiveIntegerField(_("amount (đ)"))

    class Meta:
        verbose_name = _("shipping surcharge")
        verbose_name_plural = _("shipping surcharges")
        constraints = [models.UniqueConstraint(fields=["service", "cause"], name="one_surcharge_by_service_and_cause")]

    def __str__(self):
        return f"{self.service} · {self.get_cause_display()}"
