from datetime import datetime

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _


class LotQuerySet(models.QuerySet):
    def not_held(self):
        return self.filter(~Exists(Hold.objects.standing().filter(lot=OuterRef("pk"))))

    def saying_why_held(self):
        """`why_held`: the reason of the standing hold, "" without one."""
        why = Hold.objects.standing().filter(lot=OuterRef("pk")).values("why")
        return self.annotate(why_held=Coalesce(Subquery(why), Value("")))


class Lot(models.Model):
    """Goods made together. `code` fits GS1 AI 10: up to 20 characters of its character set 82."""

    product = models.ForeignKey("catalogue.Product", on_delete=models.PROTECT, related_name="lots")
    code = models.CharField(
        _("lot"),
        max_length=20,
        validators=[RegexValidator(r"^[A-Za-z0-9!\"%&'()*+,\-./:;<=>?_]+\Z", _("Letters without accents and digits."))],
    )
    made_on = models.DateField(_("made on"))
    expires_on = models.DateField(_("best before"), null=True, blank=True)
    quantity = models.PositiveIntegerField(_("quantity made"))

    objects = LotQuerySet.as_manager()

    class Meta:
        ordering = (F("expires_on").asc(nulls_last=True), "pk")
        verbose_name = _("lot")
        verbose_name_plural = _("lots")
        constraints = [
            models.UniqueConstraint(fields=["product", "code"], name="lot_code_once_for_a_product"),
            models.CheckConstraint(
                condition=Q(expires_on=None) | Q(expires_on__gte=F("made_on")), name="lot_expires_after_it_is_made"
            ),
        ]

    def __str__(self):
        return self.code


class HoldQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(released_at=None)


class Hold(models.Model):
    """An officer's word that nothing of a lot may be sold anywhere, until it is released. Kept for good."""

    lot = models.ForeignKey(Lot, on_delete=models.PROTECT, related_name="holds")
    why = models.CharField(_("reason"), max_length=300)
    held_at = models.DateTimeField(_("held since"))
    held_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    why_released = models.CharField(_("reason of the release"), max_length=300, blank=True)
    released_at = models.DateTimeField(_("released at"), null=True, blank=True)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = HoldQuerySet.as_manager()

    class Meta:
        ordering = ("-held_at", "-pk")
        verbose_name = _("hold")
        verbose_name_plural = _("holds")
        constraints = [
            models.UniqueConstraint(fields=["lot"], condition=Q(released_at=None), name="one_standing_hold_of_a_lot"),
            models.CheckConstraint(condition=~Q(why=""), name="hold_says_why"),
            models.CheckConstraint(
                condition=Q(released_at=None, released_by=None, why_released="")
                | (Q(released_at__isnull=False, released_by__isnull=False) & ~Q(why_released="")),
                name="release_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(released_at=None) | Q(released_at__gte=F("held_at")), name="release_comes_after_the_hold"
            ),
        ]

    def __str__(self):
        return f"{self.lot}: {self.why}"

    def stands_at(self, moment: datetime) -> bool:
        return self.held_at <= moment and (self.released_at is None or moment < self.released_at)
