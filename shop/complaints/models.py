from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

# Without letters and digits that are read for one another; 32¹² of them, so that none is guessed.
LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


def new_number() -> str:
    return f"KN{get_random_string(12, LETTERS)}"


class Complaint(models.Model):
    """What somebody told us is wrong, and what we answered."""

    class Kind(models.TextChoices):
        GOODS = "goods", _("The goods")
        DELIVERY = "delivery", _("Delivery")
        MONEY = "money", _("Payment or refund")
        LABEL = "label", _("A fake or a false label")
        DATA = "data", _("My personal data")
        OTHER = "other", _("Something else")

    class State(models.TextChoices):
        RECEIVED = "received", _("Waiting for an answer")
        ANSWERED = "answered", _("Answered")

    number = models.CharField(_("number"), max_length=14, unique=True, default=new_number, editable=False)
    kind = models.CharField(_("what it is about"), max_length=10, choices=Kind)
    order_number = models.CharField(_("order number"), max_length=20, blank=True)
    text = models.TextField(_("what happened"))
    name = models.CharField(_("name"), max_length=100)
    email = models.EmailField(_("e-mail"))
    language = models.CharField(max_length=5)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.RECEIVED)
    received_at = models.DateTimeField(_("taken in"))
    answer = models.TextField(_("answer"), blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ("received_at", "pk")
        verbose_name = _("complaint")
        verbose_name_plural = _("complaints")
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="complaint_says_something"),
            models.CheckConstraint(
                condition=Q(state="received", answer="", answered_at=None)
                | Q(state="answered", answered_at__isnull=False) & ~Q(answer=""),
                name="answered_complaint_has_its_answer",
            ),
        ]
        indexes = [models.Index(fields=["state", "received_at"], name="complaints_waiting")]

    def __str__(self):
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("complaints:status", kwargs={"number": self.number})

    @property
    def answer_due(self) -> datetime:
        return self.received_at + timedelta(days=settings.COMPLAINT_DAYS)
