from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class House(models.TextChoices):
    STRIPE = "stripe", _("Card")
    VIETQR = "vietqr", _("Bank transfer (VietQR)")
    CASH = "cash", _("Cash on delivery")


class PaymentAttempt(models.Model):
    """One try at paying an order, stored with its key before any house is called. Dong."""

    class State(models.TextChoices):
        CREATED = "created", _("Not yet opened")
        OPEN = "open", _("Waiting for the buyer")
        PAID = "paid", _("Paid")
        EXPIRED = "expired", _("Expired")
        REVIEW = "review", _("To be looked at")

    order = models.ForeignKey("order.Order", on_delete=models.PROTECT, related_name="attempts")
    house = models.CharField(_("paid by"), max_length=10, choices=House)
    amount = models.PositiveBigIntegerField(_("amount (đ)"))
    key = models.CharField(_("idempotency key"), max_length=60, unique=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.CREATED)
    external_id = models.CharField(max_length=255, blank=True)
    charge_id = models.CharField(max_length=255, blank=True)
    url = models.URLField(max_length=2000, blank=True)
    captured = models.PositiveBigIntegerField(_("captured (đ)"), default=0)
    refunded = models.PositiveBigIntegerField(_("refunded (đ)"), default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    is_called_off = models.BooleanField(
        _("called off"), default=False, help_text=_("Money that still comes in goes back in full.")
    )

    class Meta:
        ordering = ("-created_at", "-pk")
        verbose_name = _("payment attempt")
        verbose_name_plural = _("payment attempts")
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="attempt_asks_for_something"),
            models.CheckConstraint(condition=Q(refunded__lte=F("captured")), name="refunds_within_what_was_captured"),
            models.CheckConstraint(
                condition=~Q(state="paid") | Q(captured__gt=0, settled_at__isnull=False), name="paid_attempt_captured"
            ),
            models.UniqueConstraint(
                fields=["house", "external_id"], condition=~Q(external_id=""), name="attempt_once_at_its_house"
            ),
            models.UniqueConstraint(
                fields=["order"], condition=Q(state__in=("created", "open")), name="one_live_attempt_by_order"
            ),
        ]

    def __str__(self):
        return f"{self.order.number} · {self.get_house_display()} · {self.amount}"


class GatewayEvent(models.Model):
    """A message from a payment house, taken once. Not believed: it only tells us to look."""

    house = models.CharField(max_length=10, choices=House)
    event_id = models.CharField(max_length=255)
    kind = models.CharField(max_length=100)
    attempt = models.ForeignKey(PaymentAttempt, on_delete=models.PROTECT, null=True, related_name="events")
    received_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("message from a payment house")
        constraints = [models.UniqueConstraint(fields=["house", "event_id"], name="event_taken_once")]

    def __str__(self):
        return f"{self.house} {self.kind} {self.event_id}"


class RefundQuerySet(models.QuerySet):
    def standing(self):
        """Those that count in `PaymentAttempt.refunded`."""
        return self.exclude(state=Refund.State.FAILED)

    def by_hand(self):
        """Those that a person must pay back: nobody can be asked to do it."""
        return self.filter(state=Refund.State.ASKED, attempt__house__in=(House.VIETQR, House.CASH))


class Refund(models.Model):
    """Money given back, line by line. Guarded with its attempt: refunds within what was captured."""

    class State(models.TextChoices):
        ASKED = "asked", _("Asked")
        DONE = "done", _("Done")
        FAILED = "failed", _("Failed")

    attempt = models.ForeignKey(PaymentAttempt, on_delete=models.PROTECT, related_name="refunds")
    amount = models.PositiveBigIntegerField(_("amount (đ)"))
    key = models.CharField(max_length=60, unique=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.ASKED)
    reason = models.CharField(_("reason"), max_length=300)
    external_id = models.CharField(max_length=255, blank=True)
    asked_at = models.DateTimeField(auto_now_add=True)
    done_at = models.DateTimeField(null=True, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    objects = RefundQuerySet.as_manager()

    class Meta:
        ordering = ("-asked_at",)
        verbose_name = _("refund")
        verbose_name_plural = _("refunds")
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="refund_gives_something"),
            models.CheckConstraint(condition=~Q(state="done") | Q(done_at__isnull=False), name="done_refund_says_when"),
        ]

    def __str__(self):
        return f"{self.attempt.order.number} −{self.amount}"

    @property
    def because(self) -> str:
        """The reason; those that the house writes itself are translated."""
        return gettext(self.reason)


class RefundLine(models.Model):
    """The part of a refund for units of an order line, or, without a line, for shipping."""

    refund = models.ForeignKey(Refund, on_delete=models.CASCADE, related_name="lines")
    line = models.ForeignKey("order.Line", on_delete=models.PROTECT, null=True, blank=True, related_name="refund_lines")
    quantity = models.PositiveIntegerField(_("quantity"), default=0)
    amount = models.PositiveBigIntegerField(_("amount (đ)"))

    class Meta:
        verbose_name = _("refund line")
        constraints = [
            models.UniqueConstraint(fields=["refund", "line"], name="line_once_in_a_refund"),
            models.UniqueConstraint(fields=["refund"], condition=Q(line=None), name="shipping_once_in_a_refund"),
        ]

    def __str__(self):
        return f"{self.quantity} × {self.line}"


class BankEntry(models.Model):
    """One credit on the operator's account: typed in by staff, imported from a statement, or notified."""

    class State(models.TextChoices):
        MATCHED = "matched", _("Matched")
        REVIEW = "review", _("To be looked at")
        SET_ASIDE = "set_aside", _("Not ours")

    provider = models.CharField(_("bank"), max_length=30)
    reference = models.CharField(_("bank's reference"), max_length=100)
    account = models.CharField(_("account"), max_length=30)
    amount = models.PositiveBigIntegerField(_("amount (đ)"))
    memo = models.CharField(_("memo"), max_length=300, blank=True)
    happened_at = models.DateTimeField(_("happened at"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.REVIEW)
    attempt = models.ForeignKey(
        PaymentAttempt, on_delete=models.PROTECT, null=True, blank=True, related_name="bank_entries"
    )
    reason = models.CharField(_("why it is looked at"), max_length=300, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("-happened_at", "-pk")
        verbose_name = _("bank entry")
        verbose_name_plural = _("bank entries")
        constraints = [
            models.UniqueConstraint(fields=["provider", "reference"], name="bank_reference_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="bank_entry_is_a_credit"),
            models.CheckConstraint(
                condition=~Q(state="matched") | Q(attempt__isnull=False), name="matched_entry_has_its_attempt"
            ),
        ]

    def __str__(self):
        return f"{self.reference} {self.amount}"


class Break(models.Model):
    """A difference that reconciliation found, for a person to work through."""

    class Kind(models.TextChoices):
        AMOUNT = "amount", _("Another amount was paid")
        REFUND = "refund", _("Another amount was given back")
        REFUND_FAILED = "refund_failed", _("A refund did not go through")
        BANK_SUM = "bank_sum", _("The bank's entries do not add up to what was captured")
        NOTHING_HELD = "nothing_held", _("Paid, and nothing is held or given back")
        CASH_LATE = "cash_late", _("Delivered, and the cash has not been handed over")

    attempt = models.ForeignKey(PaymentAttempt, on_delete=models.CASCADE, related_name="breaks")
    kind = models.CharField(_("kind"), max_length=40, choices=Kind)
    ours = models.CharField(_("our record"), max_length=200)
    theirs = models.CharField(_("their record"), max_length=200)
    found_at = models.DateTimeField(auto_now_add=True)
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolution = models.CharField(_("what was done"), max_length=300, blank=True)

    class Meta:
        ordering = ("-found_at",)
        verbose_name = _("payment difference")
        verbose_name_plural = _("payment differences")
        constraints = [
            models.UniqueConstraint(
                fields=["attempt", "kind"], condition=Q(resolved_at=None), name="one_open_break_by_kind"
            )
        ]

    def __str__(self):
        return f"{self.kind} · {self.attempt}"
