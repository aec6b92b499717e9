from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import get_language, gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from catalogue.places.models import Ward
from catalogue.producers.models import Producer
from shop.locations.models import Location
from shop.locations.nearness import Position
from shop.stock.models import Count, Transfer


class FairQuerySet(models.QuerySet):
    def shown(self):
        return self.filter(is_shown=True)

    def running_or_coming(self, day: date):
        return self.filter(ends_on__gte=day)


class Fair(models.Model):
    """Some days on which producers sell in booths at one place."""

    name = models.CharField(_("name"), max_length=150)
    name_en = models.CharField(_("name in English"), max_length=150, blank=True)
    slug = models.SlugField(max_length=150, unique=True)
    description = models.TextField(_("description"), blank=True)
    description_en = models.TextField(_("description in English"), blank=True)
    organiser = models.CharField(_("organiser"), max_length=200)
    ward = models.ForeignKey(Ward, on_delete=models.PROTECT, related_name="fairs", verbose_name=_("ward"))
    street = models.CharField(_("place"), max_length=200, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    opens = models.TimeField(_("opens"))
    closes = models.TimeField(_("closes"))
    booth_fee = models.PositiveBigIntegerField(_("fee for a booth (đ)"), default=0)
    is_shown = models.BooleanField(_("shown to everybody"), default=True)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True, editable=False)

    objects = FairQuerySet.as_manager()

    class Meta:
        ordering = ("-starts_on", "name")
        verbose_name = _("fair")
        verbose_name_plural = _("fairs")
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="fair_ends_after_it_starts"),
            models.CheckConstraint(condition=Q(closes__gt=F("opens")), name="fair_closes_after_it_opens"),
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None) | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="fair_is_on_earth",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("fairs:detail", kwargs={"slug": self.slug})

    @property
    def title(self) -> str:
        return self.name_en if get_language() == "en" and self.name_en else self.name

    @property
    def words(self) -> str:
        return self.description_en if get_language() == "en" and self.description_en else self.description

    @property
    def position(self) -> Position | None:
        """Its own place on the map, else the middle of its ward."""
        for place in (self, self.ward):
            if place.latitude is not None and place.longitude is not None:
                return place.latitude, place.longitude
        return None

    @property
    def address(self) -> str:
        return ", ".join(filter(None, [self.street, self.ward.full_name]))

    def is_on(self, day: date) -> bool:
        return self.starts_on <= day <= self.ends_on


class Booth(models.Model):
    """A place at a fair, held by a producer, or by the operator where it is nobody's. Its goods lie at its location.

    Guards of each step: `inviting`, `selling`, `ending`.
    """

    class State(models.TextChoices):
        INVITED = "invited", _("Invited")
        ASSIGNED = "assigned", _("Has its place")
        STOCKED = "stocked", _("Stocked")
        OPEN = "open", pgettext_lazy("booth", "Open")
        COUNTED = "counted", _("Shelves counted")
        RETURNED = "returned", _("Emptied")
        SETTLED = "settled", _("Settled")
        WITHDRAWN = "withdrawn", _("Not coming")

    WAY = (State.INVITED, State.ASSIGNED, State.STOCKED, State.OPEN, State.COUNTED, State.RETURNED, State.SETTLED)

    fair = models.ForeignKey(Fair, on_delete=models.PROTECT, related_name="booths")
    number = models.CharField(_("number"), max_length=10, blank=True)
    producer = models.ForeignKey(
        Producer, on_delete=models.PROTECT, null=True, blank=True, related_name="booths", verbose_name=_("held by")
    )
    location = models.OneToOneField(Location, on_delete=models.PROTECT, null=True, related_name="booth")
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.INVITED)
    fee = models.PositiveBigIntegerField(_("fee (đ)"), default=0)
    counted_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    cash_expected = models.BigIntegerField(_("cash expected (đ)"), null=True)
    cash_counted = models.PositiveBigIntegerField(_("cash counted (đ)"), null=True)
    cash_note = models.CharField(_("why the cash differs"), max_length=300, blank=True)

    class Meta:
        ordering = ("fair", "number", "pk")
        verbose_name = _("booth")
        verbose_name_plural = _("booths")
        constraints = [
            models.UniqueConstraint(fields=["fair", "number"], condition=~Q(number=""), name="booth_number_once"),
            models.CheckConstraint(
                condition=Q(state__in=("invited", "withdrawn")) | (Q(location__isnull=False) & ~Q(number="")),
                name="assigned_booth_has_a_place",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("counted", "returned", "settled")) | Q(counted_at__isnull=False),
                name="counted_booth_says_when",
            ),
            models.CheckConstraint(
                condition=~Q(state="settled")
                | Q(settled_at__isnull=False, cash_counted__isnull=False, cash_expected__isnull=False),
                name="settled_booth_has_its_cash",
            ),
            models.CheckConstraint(
                condition=Q(cash_counted=None) | Q(cash_counted=F("cash_expected")) | ~Q(cash_note=""),
                name="cash_that_differs_says_why",
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def title(self) -> str:
        return gettext("Booth %(number)s") % {"number": self.number} if self.number else self.holder

    @property
    def place(self) -> Location:
        """Where its goods lie. One that is only invited has none, and its deeds do not ask."""
        if self.location is None:
            raise LookupError(f"Booth {self.pk} has no place yet")
        return self.location

    @property
    def holder(self) -> str:
        return self.producer.name if self.producer else settings.OPERATOR["name"]


class Step(models.Model):
    """A booth came into a state: when, by whom, with what remark."""

    booth = models.ForeignKey(Booth, on_delete=models.CASCADE, related_name="steps")
    state = models.CharField(_("state"), max_length=10, choices=Booth.State)
    at = models.DateTimeField(_("at"))
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        ordering = ("at", "pk")
        verbose_name = _("step of a booth")
        verbose_name_plural = _("steps of booths")

    def __str__(self):
        return f"{self.booth}: {self.get_state_display()}"


class Variance(models.Model):
    """A lot of which the blind count found another number than the ledger. Somebody says why."""

    booth = models.ForeignKey(Booth, on_delete=models.CASCADE, related_name="variances")
    count = models.OneToOneField(Count, on_delete=models.PROTECT, related_name="variance")
    explanation = models.CharField(_("why"), max_length=300, blank=True)
    explained_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("pk",)
        verbose_name = _("difference of a count")
        verbose_name_plural = _("differences of counts")

    def __str__(self):
        return f"{self.count.lot}: {self.units:+d}"

    @property
    def units(self) -> int:
        return self.count.counted - self.count.expected


class WayBack(models.Model):
    """The transfer that took a booth's remaining goods away."""

    booth = models.OneToOneField(Booth, on_delete=models.CASCADE, related_name="way_back")
    transfer = models.OneToOneField(Transfer, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("return of a booth's goods")

    def __str__(self):
        return str(self.transfer)
