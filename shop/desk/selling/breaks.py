"""Differences between our books and a payment house's."""

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shop.desk.forms.payments import BecauseForm
from shop.desk.selling.money import MoneyForm, MoneyList
from shop.payment import reconciling
from shop.payment.attempts import Break


def open_breaks() -> QuerySet[Break]:
    return Break.objects.filter(resolved_at=None)


class BreakList(MoneyList):
    title = gettext_lazy("Payment differences")
    template_name = "pages/desk/breaks.html"
    tab = "breaks"

    def get_queryset(self):
        return open_breaks().select_related("attempt__order").order_by("found_at", "pk")


class ResolveBreak(MoneyForm):
    form_class = BecauseForm
    title = gettext_lazy("Resolve a payment difference")
    action = gettext_lazy("It is resolved")

    @cached_property
    def difference(self) -> Break:
        return get_object_or_404(Break.objects.select_related("attempt__order"), pk=self.kwargs["pk"])

    def get_back_url(self):
        return reverse("desk:breaks")

    def get_facts(self):
        difference = self.difference
        return [
            (_("Order"), difference.attempt.order.number),
            (_("Kind"), difference.get_kind_display()),
            (_("Our record"), difference.ours),
            (_("Their record"), difference.theirs),
        ]

    def do(self, form):
        reconciling.resolve(
            found=self.difference, resolution=form.cleaned_data["because"], at=now(), actor=self.request.user
        )
        return _("The difference of order %(number)s is resolved.") % {"number": self.difference.attempt.order.number}
