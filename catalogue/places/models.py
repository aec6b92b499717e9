from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from catalogue.folding import fold


class UnitQuerySet(models.QuerySet):
    def valid_on(self, day: date):
        return self.filter(Q(valid_to=None) | Q(valid_to__gt=day), valid_from__lte=day)

    def current(self):
        return self.filter(valid_to=None)

    def named_like(self, text: str):
        """Those whose name holds the text, typed with or without accents."""
        return self.filter(folded__contains=fold(text))


class AdministrativeUnit(models.Model):
    """A code of the General Statistics Office, with the days on which it held."""

    code = models.CharField(_("code"), max_length=5)
    name = models.CharField(_("name"), max_length=100, help_text=_("With its kind, e.g. Xã Thăng An."))
    short_name = models.CharField(_("short name"), max_length=100)
    folded = models.CharField(max_length=100, db_index=True, editable=False)
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid until, not included"), null=True, blank=True)
    note = models.TextField(_("resolution and merger text"), blank=True)

    objects = UnitQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ("code",)
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="one_%(class)s_by_code_and_day"),
            models.UniqueConstraint(fields=["code"], condition=Q(valid_to=None), name="one_%(class)s_today_by_code"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")), name="%(class)s_ends_after_it_begins"
            ),
        ]

    def __str__(self):
        return self.name

    def save(self, **kwargs):
        self.folded = fold(self.name)
        super().save(**kwargs)

    def is_valid_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or self.valid_to > day)


class Province(AdministrativeUnit):
    class Region(models.TextChoices):
        NORTH = "north", _("North")
        CENTRE = "centre", _("Centre and Highlands")
        SOUTH = "south", _("South")

    region = models.CharField(_("region"), max_length=6, choices=Region)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    successors = models.ManyToManyField("self", symmetrical=False, related_name="predecessors", blank=True)

    class Meta(AdministrativeUnit.Meta):
        verbose_name = _("province")
        verbose_name_plural = _("provinces")


class Ward(AdministrativeUnit):
    """A ward, commune or special zone: the second and lowest level since 1 July 2025."""

    province = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="wards", verbose_name=_("province"))
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    successors = models.ManyToManyField("self", symmetrical=False, related_name="predecessors", blank=True)

    class Meta(AdministrativeUnit.Meta):
        verbose_name = _("ward")
        verbose_name_plural = _("wards")

    @property
    def full_name(self) -> str:
        return f"{self.name}, {self.province.name}"
