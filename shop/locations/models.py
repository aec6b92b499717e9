from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from phonenumber_field.modelfields import PhoneNumberField

from catalogue.places.models import Ward
from catalogue.producers.models import Producer
from shop.locations.nearness import Position


class LocationQuerySet(models.QuerySet):
    def open_to_public(self):
        return self.filter(is_open=True).exclude(kind=Location.Kind.WAREHOUSE)

    def selling_online(self):
        return self.filter(is_open=True, sells_online=True)

    def offering_pickup(self):
        return self.open_to_public().filter(offers_pickup=True)

    def worked_by(self, user):
        """Where this person may work: all for an administrator, else those assigned."""
        return self if user.is_superuser else self.filter(assignments__user=user).distinct()


class Location(models.Model):
    """Somewhere goods lie. `sells_online` lets the web sell from its shelves."""

    class Kind(models.TextChoices):
        WAREHOUSE = "warehouse", _("Warehouse")
        PRODUCER_STORE = "producer_store", _("Producer's store")
        OCOP_CENTER = "ocop_center", _("OCOP centre")
        HOTEL_KIOSK = "hotel_kiosk", _("Hotel kiosk")
        AIRPORT = "airport", _("Airport counter")
        REST_STOP = "rest_stop", _("Rest stop")
        SALES_POINT = "sales_point", _("OCOP point of sale")
        SUPERMARKET = "supermarket", _("Supermarket counter")
        MARKET = "market", _("Market stall")
        FAIR = "fair", _("Fair booth")

    name = models.CharField(_("name"), max_length=200)
    slug = models.SlugField(max_length=200, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    ward = models.ForeignKey(Ward, on_delete=models.PROTECT, related_name="locations", verbose_name=_("ward"))
    street = models.CharField(_("house number and street"), max_length=200, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    phone = PhoneNumberField(_("phone"), blank=True)
    producer = models.ForeignKey(Producer, on_delete=models.PROTECT, null=True, blank=True, related_name="stores")
    is_open = models.BooleanField(_("in use"), default=True)
    sells_online = models.BooleanField(_("the web may sell from here"), default=False)
    offers_pickup = models.BooleanField(_("buyers may fetch orders here"), default=False)
    safety_stock = models.PositiveIntegerField(
        _("safety stock"), default=0, help_text=_("Units of each lot that the web leaves on the shelf.")
    )

    objects = LocationQuerySet.as_manager()

    class Meta:
        ordering = ("name",)
        verbose_name = _("location")
        verbose_name_plural = _("locations")
        constraints = [
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None) | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="location_is_on_earth",
            )
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("locations:detail", kwargs={"slug": self.slug})

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


class OpeningHours(models.Model):
    """Open from `opens` to `closes` on a weekday; two rows for a day with a noon break."""

    class Weekday(models.IntegerChoices):
        MONDAY = 0, _("Monday")
        TUESDAY = 1, _("Tuesday")
        WEDNESDAY = 2, _("Wednesday")
        THURSDAY = 3, _("Thursday")
        FRIDAY = 4, _("Friday")
        SATURDAY = 5, _("Saturday")
        SUNDAY = 6, _("Sunday")

    location = models.ForeignKey(Location, on_delete=models.CASCADE, related_name="opening_hours")
    weekday = models.PositiveSmallIntegerField(_("weekday"), choices=Weekday)
    opens = models.TimeField(_("opens"))
    closes = models.TimeField(_("closes"))

    class Meta:
        ordering = ("weekday", "opens")
        verbose_name = _("opening hours")
        verbose_name_plural = _("opening hours")
        constraints = [
            models.UniqueConstraint(fields=["location", "weekday", "opens"], name="opens_once"),
            models.CheckConstraint(condition=Q(closes__gt=F("opens")), name="closes_after_it_opens"),
        ]

    def __str__(self):
        return f"{self.get_weekday_display()} {self.opens:%H:%M}–{self.closes:%H:%M}"


class Assignment(models.Model):
    """A person works at a location."""

    class Role(models.TextChoices):
        STAFF = "staff", _("Point staff")
        MANAGER = "manager", _("Point manager")

    location = models.ForeignKey(Location, on_delete=models.CASCADE, related_name="assignments")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="assignments")
    role = models.CharField(_("role"), max_length=10, choices=Role, default=Role.STAFF)

    class Meta:
        verbose_name = _("assignment")
        constraints = [models.UniqueConstraint(fields=["location", "user"], name="assigned_once")]

    def __str__(self):
        return f"{self.user} · {self.location}"
