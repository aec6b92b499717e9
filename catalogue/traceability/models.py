from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


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
