from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class RulebookQuerySet(models.QuerySet["Rulebook"]):
    def in_force_on(self, day: date) -> "Rulebook":
        """The rulebook of that day. Raises Rulebook.DoesNotExist where none was in force."""
        return self.get(Q(in_force_to=None) | Q(in_force_to__gt=day), in_force_from__lte=day)


class Rulebook(models.Model):
    """A decision that rules the programme for a time, e.g. Decision 26/2026/QĐ-TTg."""

    number = models.CharField(_("decision"), max_length=40, unique=True)
    in_force_from = models.DateField(_("in force from"))
    in_force_to = models.DateField(_("in force until, not included"), null=True, blank=True)
    validity_months = models.PositiveSmallIntegerField(_("months that a certificate holds"))
    extension_days = models.PositiveSmallIntegerField(_("days that a late file may extend it"))

    objects = RulebookQuerySet.as_manager()

    class Meta:
        ordering = ("-in_force_from",)
        verbose_name = _("rulebook")
        constraints = [
            models.CheckConstraint(
                condition=Q(in_force_to=None) | Q(in_force_to__gt=F("in_force_from")),
                name="rulebook_ends_after_it_begins",
            )
        ]

    def __str__(self):
        return self.number


class CriteriaSet(models.Model):
    """One of a rulebook's sets of criteria (Decision 26/2026/QĐ-TTg, Annex I: 26 sets in six groups)."""

    class Group(models.TextChoices):
        FOOD = "food", _("Food")
        DRINK = "drink", _("Drinks")
        MEDICINAL = "medicine", _("Medicinal herbs")
        CRAFT = "craft", _("Handicrafts")
        ORNAMENTAL = "plant", _("Ornamental plants and animals")
        TOURISM = "visit", _("Community tourism")

    rulebook = models.ForeignKey(Rulebook, on_delete=models.PROTECT, related_name="criteria_sets")
    number = models.PositiveSmallIntegerField(_("number"))
    group = models.CharField(_("group"), max_length=8, choices=Group)
    family = models.CharField(_("family"), max_length=120)
    name = models.CharField(_("name"), max_length=200, blank=True)

    class Meta:
        ordering = ("rulebook", "number")
        verbose_name = _("criteria set")
        constraints = [models.UniqueConstraint(fields=["rulebook", "number"], name="criteria_set_number_once")]

    def __str__(self):
        return f"{self.number}. {self.name or self.family}"
