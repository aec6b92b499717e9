"""Refunds that nobody can be asked to make: a person pays them back."""

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shop.desk.forms.payments import PaidBackForm
from shop.desk.selling.money import MoneyForm, MoneyList
from shop.payment import refunding
from shop.payment.attempts import Refund
from themes.templatetags.theme import dong


def refunds_by_hand() -> QuerySet[Refund]:
    return Refund.objects.by_hand()


class RefundList(MoneyList):
    title = gettext_lazy("Refunds to pay back by hand")
    template_name = "pages/desk/refunds.html"
    tab = "refunds"

    def get_queryset(self):
        refunds = refunds_by_hand().select_related("attempt__order__shipping_address", "attempt__order__user")
        return refunds.order_by("asked_at", "pk")


class PayBack(MoneyForm):
    form_class = PaidBackForm
    action = gettext_lazy("It is paid back")

    @cached_property
    def refund(self) -> Refund:
        refunds = Refund.objects.select_related("attempt__order__user", "attempt__order__shipping_address")
        return get_object_or_404(refunds, pk=self.kwargs["pk"])

    def get_title(self):
        return _("Pay back order %(number)s") % {"number": self.refund.attempt.order.number}

    def get_back_url(self):
        return reverse("desk:refunds")

    def get_facts(self):
        return [(_("Amount"), dong(self.refund.amount)), (_("Reason"), self.refund.because)]

    def do(self, form):
        reference = form.cleaned_data["reference"]
        refunding.mark_paid_back(refund=self.refund, reference=reference, at=now(), actor=self.request.user)
        return _("%(amount)s is paid back; the buyer gets a letter.") % {"amount": dong(self.refund.amount)}
