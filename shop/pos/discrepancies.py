"""Where the books do not agree with what happened. The event is booked all the same; a person looks into it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalogue.traceability.models import Lot
from shop.locations.models import Location
from shop.pos.devices.models import Device
from shop.pos.shifts import Shift


class DiscrepancyQuerySet(models.QuerySet):
    def open(self):
        return self.filter(resolved_at=None)


class Discrepancy(models.Model):
    """Something for a person to find out. `subject` says of what, so that one thing is asked once.

    `facts` by kind, all whole numbers and names:
    short: units, event · promised: on_hand, promised, event, proposes {location, name, units} or null
    held_promise: promised, why, proposes
    uncertified, expired: units, event, day · held: units, event, day, why · forked: event, seq, epoch, hash, kept
    books: one {told, arrived} for each figure of the shift that differs · drawer: expected, counted
    """

    class Kind(models.TextChoices):
        SHORT = "short", _("Sold more than the books knew")
        PROMISED = "promised", _("Sold what was promised to an order")
        UNCERTIFIED = "uncertified", _("Sold without a valid certificate")
        EXPIRED = "expired", _("Sold past its date")
        HELD = "held", _("Sold while its lot was held")
        HELD_PROMISE = "held_promise", _("Promised to an order, and its lot is held")
        FORKED = "forked", _("Two counters with one identity")
        BOOKS = "books", _("A shift differs from what arrived")
        DRAWER = "drawer", _("The drawer differs from what was expected")

    class Resolution(models.TextChoices):
        CORRECTED = "corrected", _("The books were put right")
        EXPLAINED = "explained", _("There is a reason; nothing to put right")
        CAME_LATER = "came_later", _("What was missing came later")

    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    subject = models.CharField(max_length=80)
    location = models.ForeignKey(Location, on_delete=models.PROTECT, related_name="discrepancies")
    device = models.ForeignKey(Device, on_delete=models.PROTECT, null=True, blank=True, related_name="discrepancies")
    lot = models.ForeignKey(Lot, on_delete=models.PROTECT, null=True, blank=True, related_name="discrepancies")
    shift = models.ForeignKey(Shift, on_delete=models.PROTECT, null=True, blank=True, related_name="discrepancies")
    facts = models.JSONField(default=dict)
    opened_at = models.DateTimeField(_("since"))
    resolved_at = models.DateTimeField(_("settled at"), null=True, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    resolution = models.CharField(_("how it was settled"), max_length=12, choices=Resolution, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    objects = DiscrepancyQuerySet.as_manager()

    class Meta:
        ordering = ("-opened_at", "-pk")
        verbose_name = _("discrepancy")
        verbose_name_plural = _("discrepancies")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject"], condition=Q(resolved_at=None), name="one_open_discrepancy_of_a_kind"
            ),
            models.CheckConstraint(
                condition=Q(resolved_at=None, resolution="") | (Q(resolved_at__isnull=False) & ~Q(resolution="")),
                name="settled_discrepancy_says_how",
            ),
            models.CheckConstraint(
                condition=Q(resolution__in=("", "came_later")) | ~Q(reason=""), name="settled_discrepancy_says_why"
            ),
        ]
        indexes = [
            models.Index(
                fields=["location", "opened_at"], condition=Q(resolved_at=None), name="open_discrepancy_by_place"
            )
        ]

    def __str__(self):
        return f"{self.get_kind_display()} · {self.location}"


def report(
    *,
    kind: str,
    subject: str,
    location: Location,
    device: Device | None,
    facts: Mapping[str, Any],
    at: datetime,
    **about,
) -> Discrepancy:
    """Ask a person about it, once: while one of this kind and subject is open, it takes the newest facts.

    `device`: the counter that told of it, where one did.
    """
    return Discrepancy.objects.open().update_or_create(
        kind=kind,
        subject=subject,
        defaults={"facts": dict(facts)},
        create_defaults={"location": location, "device": device, "facts": dict(facts), "opened_at": at, **about},
    )[0]


def settle_by_itself(*, kind: str, subject: str, at: datetime) -> int:
    """What was missing has come: nobody need look any more. Returns how many were open."""
    return (
        Discrepancy.objects.open()
        .filter(kind=kind, subject=subject)
        .update(resolved_at=at, resolution=Discrepancy.Resolution.CAME_LATER)
    )


@transaction.atomic
def resolve(*, discrepancy: Discrepancy, resolution: str, reason: str, by, at: datetime) -> bool:
    """A person says how it was settled, and why. False where somebody did before."""
    if not reason.strip():
        raise ValueError("A discrepancy is settled with a reason")
    changes = {"resolved_at": at, "resolved_by": by, "resolution": Discrepancy.Resolution(resolution), "reason": reason}
    return bool(Discrepancy.objects.open().filter(pk=discrepancy.pk).update(**changes))
