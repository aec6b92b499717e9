"""Bank transfers that a person confirms, or accepts though another amount came."""

from django import forms
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shop.desk.forms.payments import TransferForm
from shop.desk.frame import Unfinished
from shop.desk.selling.money import MoneyForm, MoneyList
from shop.order.models import Order
from shop.payment import bank, settling
from shop.payment.attempts import BankEntry, House, PaymentAttempt
from shop.payment.houses import vietqr
from themes.templatetags.theme import dong


def waiting_for_transfer() -> QuerySet[PaymentAttempt]:
    waiting = (PaymentAttempt.State.CREATED, PaymentAttempt.State.OPEN)
    return PaymentAttempt.objects.filter(house=House.VIETQR, state__in=waiting, order__status=Order.AWAITING_PAYMENT)


class TransferList(MoneyList):
    title = gettext_lazy("Transfers to confirm")
    template_name = "pages/desk/payments.html"
    tab = "payments"

    def get_queryset(self):
        attempts = waiting_for_transfer().select_related("order__shipping_address", "order__user")
        if text := self.request.GET.get("q", "").strip():
            numbers = vietqr.orders_named_in(text) | {text}
            attempts = attempts.filter(order__number__in=numbers)
        return attempts.order_by("created_at", "pk")

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"q": self.request.GET.get("q", "").strip()}


class ConfirmTransfer(MoneyForm):
    form_class = TransferForm
    action = gettext_lazy("Confirm the transfer")

    @cached_property
    def attempt(self) -> PaymentAttempt:
        attempts = PaymentAttempt.objects.filter(house=House.VIETQR).select_related("order")
        return get_object_or_404(attempts, pk=self.kwargs["pk"])

    def get_title(self):
        return _("Transfer for order %(number)s") % {"number": self.attempt.order.number}

    def get_facts(self):
        return [
            (_("Amount due"), dong(self.attempt.amount)),
            (_("Came in before"), dong(self.attempt.captured) if self.attempt.captured else ""),
            (_("Words of the transfer"), vietqr.memo_for(self.attempt.order)),
        ]

    def do(self, form):
        order = self.attempt.order
        facts = form.cleaned_data
        entry = bank.confirm_by_hand(
            order=order,
            reference=facts["reference"],
            amount=facts["amount"],
            happened_at=form.happened_at(),
            at=now(),
            actor=self.request.user,
        )
        if entry.state == BankEntry.State.MATCHED:
            return _("%(amount)s is recorded, and order %(number)s is paid.") % {
                "amount": dong(entry.amount),
                "number": order.number,
            }
        return Unfinished(
            _("%(amount)s is recorded, but the order is not paid yet: %(reason)s")
            % {"amount": dong(entry.amount), "reason": entry.reason}
        )


class AcceptPayment(MoneyForm):
    """Take what came in, however much, as the payment of the order."""

    form_class = forms.Form
    action = gettext_lazy("Accept it as paid")
    intro = gettext_lazy("The order counts as paid with what came in. Give back what is too much from its page.")

    @cached_property
    def attempt(self) -> PaymentAttempt:
        return get_object_or_404(PaymentAttempt.objects.select_related("order"), pk=self.kwargs["pk"])

    def get_back_url(self):
        return reverse("desk:entries")

    def get_title(self):
        return _("Payment of order %(number)s") % {"number": self.attempt.order.number}

    def get_facts(self):
        return [(_("Amount due"), dong(self.attempt.amount)), (_("Came in"), dong(self.attempt.captured))]

    def do(self, form):
        settling.accept(attempt=self.attempt, at=now(), actor=self.request.user)
        return _("Order %(number)s counts as paid.") % {"number": self.attempt.order.number}
