from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from shop.pos.devices.models import Device


class Type(models.TextChoices):
    SHIFT_OPENED = "shift_opened", _("Shift opened")
    SALE = "sale", _("Sold at a counter")
    REFUND = "refund", _("Money given back")
    RECEIPT = "receipt", _("Goods received")
    TRANSFER_DISPATCHED = "transfer_dispatched", _("Transfer sent")
    TRANSFER_RECEIVED = "transfer_received", _("Transfer received")
    COUNT = "count", _("Shelf counted")
    DAMAGE = "damage", _("Written off")
    CASH_IN = "cash_in", _("Cash put in")
    CASH_OUT = "cash_out", _("Cash taken out")
    SHIFT_CLOSED = "shift_closed", _("Shift closed")


class Code(models.TextChoices):
    """Why an event is in quarantine."""

    UNKNOWN_SCHEMA = "unknown_schema", _("The counter is too old or too new")
    UNKNOWN_TYPE = "unknown_type", _("Of a kind that is not known")
    BAD_BODY = "bad_body", _("Not understood")
    DOES_NOT_ADD_UP = "does_not_add_up", _("Its own amounts disagree")
    CHAIN_BROKEN = "chain_broken", _("Its chain is broken")
    FORKED = "forked", _("Its number was taken by another event")
    DEVICE_REVOKED = "device_revoked", _("From a counter that was shut out")
    WRONG_LOCATION = "wrong_location", _("From another location than the counter's own")
    OLD_EPOCH = "old_epoch", _("From before the counter was enrolled again")
    UNKNOWN_GOODS = "unknown_goods", _("Its goods are not known")
    UNKNOWN_SALE = "unknown_sale", _("The sale it cites is not known")
    UNKNOWN_TRANSFER = "unknown_transfer", _("Its transfer is not known")
    UNKNOWN_PLACE = "unknown_place", _("Where it sends goods is not known")
    UNKNOWN_STAFF = "unknown_staff", _("Who did it is not known")
    UNKNOWN_SHIFT = "unknown_shift", _("Its shift is not known")
    BEYOND_SALE = "beyond_sale", _("It refunds more than was sold")
    ALREADY_DONE = "already_done", _("Somebody did it before, with other numbers")


class EventQuerySet(models.QuerySet):
    def in_quarantine(self):
        return self.filter(state=Event.State.QUARANTINED)

    def whose_wait_is_over(self):
        """Set aside for want of a sale or a shift that is applied by now."""
        awaited = Event.objects.filter(event_id=OuterRef("waits_for"), state=Event.State.APPLIED)
        return self.in_quarantine().exclude(waits_for=None).filter(Exists(awaited))


class Event(models.Model):
    """One thing that happened at a counter, written once as it was said. Only what became of it may change.

    `happened_at`: by the device's clock set right, in the order of its events, and not later than its arrival.
    `is_fork`: its number or its id belonged to another event already.
    """

    class State(models.TextChoices):
        APPLIED = "applied", _("In the books")
        QUARANTINED = "quarantined", _("Set aside")

    event_id = models.UUIDField()
    device = models.ForeignKey(Device, on_delete=models.PROTECT, related_name="events")
    epoch = models.PositiveIntegerField()
    seq = models.PositiveBigIntegerField()
    type = models.CharField(_("type"), max_length=30)
    hash = models.CharField(max_length=64)
    said = models.TextField(help_text=_("The event as it was sent, as canonical JSON."))
    happened_at = models.DateTimeField(_("happened at"))
    received_at = models.DateTimeField(_("received at"))
    is_clock_off = models.BooleanField(_("the counter's clock was wrong"), default=False)
    is_fork = models.BooleanField(default=False)

    state = models.CharField(_("state"), max_length=12, choices=State, default=State.APPLIED)
    code = models.CharField(_("why"), max_length=20, choices=Code, blank=True)
    detail = models.CharField(max_length=300, blank=True)
    waits_for = models.UUIDField(null=True, blank=True)
    reapplied_at = models.DateTimeField(_("applied later at"), null=True, blank=True)
    reapplied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ("-received_at", "-pk")
        verbose_name = _("counter's event")
        verbose_name_plural = _("counters' events")
        constraints = [
            models.UniqueConstraint(fields=["event_id"], condition=Q(is_fork=False), name="event_once"),
            models.UniqueConstraint(
                fields=["device", "epoch", "seq"], condition=Q(is_fork=False), name="one_event_by_device_and_number"
            ),
            models.UniqueConstraint(fields=["device", "epoch", "seq", "hash"], name="event_kept_once"),
            models.CheckConstraint(condition=Q(seq__gte=1), name="event_numbers_start_at_one"),
            models.CheckConstraint(
                condition=Q(state="applied", code="", waits_for=None) | (Q(state="quarantined") & ~Q(code="")),
                name="quarantine_says_why",
            ),
        ]
        indexes = [
            models.Index(
                fields=["device", "received_at"], condition=Q(state="quarantined"), name="quarantine_by_device"
            ),
            models.Index(fields=["waits_for"], condition=Q(waits_for__isnull=False), name="event_by_what_it_awaits"),
            # Forks too: an id is looked for among all of them, which the constraint's own index does not hold.
            models.Index(fields=["event_id"], name="event_by_id"),
        ]

    def __str__(self):
        return f"{self.type} {self.seq} · {self.device}"

    @property
    def called(self) -> str:
        """Its type in words; as it was sent where that is no type of ours."""
        return str(Type(self.type).label) if self.type in Type.values else self.type

    def set_aside(self, code: str, detail: str = "", waits_for=None) -> None:
        self.state, self.code, self.detail = self.State.QUARANTINED, code, detail[:300]
        self.waits_for = waits_for
