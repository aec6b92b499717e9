from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from catalogue.producers.models import Producer
from catalogue.traceability.models import Lot
from shop.locations.models import Location
from shop.settlement.exceptions import WrittenOnce

SUMS = ("quantity", "gross", "operator_share", "producer_share")


class Terms(models.Model):
    """The operator's share by contract: for one producer or all, at one kind of location or all, between two days."""

    producer = models.ForeignKey(
        Producer, on_delete=models.PROTECT, null=True, blank=True, related_name="terms", verbose_name=_("producer")
    )
    location_kind = models.CharField(_("kind of location"), max_length=20, choices=Location.Kind, blank=True)
    permille = models.PositiveSmallIntegerField(_("the operator's share (‰)"))
    valid_from = models.DateField(_("in force from"))
    valid_until = models.DateField(_("until, this day too"), null=True, blank=True)
    note = models.CharField(_("contract"), max_length=200, blank=True)

    class Meta:
        ordering = ("producer", "location_kind", "-valid_from")
        verbose_name = _("terms")
        verbose_name_plural = _("terms")
        constraints = [
            models.CheckConstraint(condition=Q(permille__lte=1000), name="share_is_at_most_all"),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")), name="terms_end_after_they_begin"
            ),
            models.UniqueConstraint(
                fields=["producer", "location_kind", "valid_from"], name="terms_begin_once_for_a_producer"
            ),
            models.UniqueConstraint(
                fields=["location_kind", "valid_from"],
                condition=Q(producer=None),
                name="terms_begin_once_for_all_producers",
            ),
        ]

    def __str__(self):
        return f"{self.producer or _('Every producer')} · {self.percent:g} %"

    @property
    def percent(self) -> float:
        return self.permille / 10

    def is_in_force(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)


class EarningQuerySet(models.QuerySet):
    def open(self):
        """Not yet in a statement."""
        return self.filter(statement=None)

    def totals(self) -> dict[str, int]:
        return self.aggregate(**{name: Coalesce(Sum(name), 0) for name in SUMS})

    def by(self, *names: str):
        """Rows of these fields with the sums."""
        return self.order_by().values(*names).annotate(**{f"sum_{name}": Sum(name) for name in SUMS})


class Earning(models.Model):
    """Kept once; only the statement that takes it in is set later."""

    class Meta:
        abstract = True

    def save(self, **kwargs):
        if not self._state.adding:
            raise WrittenOnce
        super().save(**kwargs)

    def delete(self, **kwargs):
        raise WrittenOnce


class Accrual(Earning):
    """A line that was sold, or, with `of`, units and dong of it given back. Dong; what is given back is negative.

    `permille`: the operator's share in force when it was sold; rounded down, the producer has the rest.
    """

    class Channel(models.TextChoices):
        WEB = "web", _("Web")
        COUNTER = "counter", _("Counter")

    producer = models.ForeignKey(Producer, on_delete=models.PROTECT, related_name="accruals")
    location = models.ForeignKey(Location, on_delete=models.PROTECT, related_name="accruals")
    channel = models.CharField(_("sold"), max_length=10, choices=Channel)
    product = models.ForeignKey("catalogue.Product", on_delete=models.PROTECT, related_name="accruals")
    lot = models.ForeignKey(Lot, on_delete=models.PROTECT, related_name="accruals")
    quantity = models.IntegerField(_("units"))
    gross = models.BigIntegerField(_("price (đ)"))
    permille = models.PositiveSmallIntegerField(_("the operator's share (‰)"))
    operator_share = models.BigIntegerField(_("operator's share (đ)"))
    producer_share = models.BigIntegerField(_("producer's share (đ)"))
    of = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="given_back")
    order_line = models.ForeignKey("order.Line", on_delete=models.PROTECT, null=True, related_name="accruals")
    source_key = models.CharField(max_length=120, unique=True)
    happened_at = models.DateTimeField(_("happened at"))
    recorded_at = models.DateTimeField(_("recorded at"), auto_now_add=True)
    statement = models.ForeignKey("Statement", on_delete=models.PROTECT, null=True, related_name="accruals")

    objects = EarningQuerySet.as_manager()

    class Meta:
        ordering = ("happened_at", "pk")
        verbose_name = _("accrual")
        verbose_name_plural = _("accruals")
        constraints = [
            models.CheckConstraint(
                condition=Q(gross=F("operator_share") + F("producer_share")), name="shares_add_up_to_the_price"
            ),
            models.CheckConstraint(
                condition=Q(of__isnull=False) | Q(quantity__gt=0, gross__gte=0), name="sale_brings_something"
            ),
        ]
        indexes = [models.Index(fields=["producer", "location", "happened_at"], name="accrual_by_maker_and_place")]

    def __str__(self):
        return f"{self.quantity:+d} × {self.product}: {self.gross}"


class Charge(Earning):
    """What a producer owes the operator beside the shares, e.g. for a booth at a fair. Dong."""

    producer = models.ForeignKey(Producer, on_delete=models.PROTECT, related_name="charges")
    location = models.ForeignKey(Location, on_delete=models.PROTECT, null=True, related_name="charges")
    amount = models.BigIntegerField(_("amount (đ)"))
    reason = models.CharField(_("reason"), max_length=300)
    source_key = models.CharField(max_length=120, unique=True)
    happened_at = models.DateTimeField(_("happened at"))
    recorded_at = models.DateTimeField(_("recorded at"), auto_now_add=True)
    statement = models.ForeignKey("Statement", on_delete=models.PROTECT, null=True, related_name="charged")

    objects = EarningQuerySet.as_manager()

    class Meta:
        ordering = ("happened_at", "pk")
        verbose_name = _("charge")
        verbose_name_plural = _("charges")
        constraints = [models.CheckConstraint(condition=~Q(amount=0), name="charge_charges_something")]

    def __str__(self):
        return f"{self.reason}: {self.amount}"


class Statement(models.Model):
    """What one producer earned up to a day, or at one fair: closed once. What comes later stands in the next one."""

    number = models.PositiveIntegerField(_("number"), unique=True)
    producer = models.ForeignKey(Producer, on_delete=models.PROTECT, related_name="statements")
    fair = models.ForeignKey("fairs.Fair", on_delete=models.PROTECT, null=True, related_name="statements")
    until = models.DateField(_("up to, this day too"))
    quantity = models.IntegerField(_("units"))
    gross = models.BigIntegerField(_("sold (đ)"))
    operator_share = models.BigIntegerField(_("operator's share (đ)"))
    producer_share = models.BigIntegerField(_("producer's share (đ)"))
    charges = models.BigIntegerField(_("charges (đ)"))
    owed = models.BigIntegerField(_("owed to the producer (đ)"))
    closed_at = models.DateTimeField(_("closed at"))
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    paid_at = models.DateTimeField(_("paid at"), null=True)
    paid_reference = models.CharField(_("reference of the payment"), max_length=100, blank=True)
    paid_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("-number",)
        verbose_name = _("settlement statement")
        verbose_name_plural = _("settlement statements")
        constraints = [
            models.CheckConstraint(
                condition=Q(gross=F("operator_share") + F("producer_share")), name="statement_shares_add_up"
            ),
            models.CheckConstraint(
                condition=Q(owed=F("producer_share") - F("charges")), name="statement_owes_what_is_left"
            ),
            models.CheckConstraint(
                condition=Q(paid_at=None) | ~Q(paid_reference=""), name="paid_statement_has_its_reference"
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("desk:settlement", args=[self.number])

    @property
    def name(self) -> str:
        return f"QT{self.number:06d}"
