"""The bank's own word: a statement goes in, entries that name no order are looked at."""

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView

from shop.desk.forms.payments import AssignForm, BecauseForm, StatementForm
from shop.desk.frame import Desk, Unfinished, sentence
from shop.desk.selling.money import MoneyForm, MoneyList, tabs_of
from shop.order.models import Order
from shop.payment import bank
from shop.payment.attempts import BankEntry
from shop.payment.exceptions import UnreadableStatement
from shop.payment.houses import vietqr
from themes.templatetags.theme import dong, ngay


def entries_in_review() -> QuerySet[BankEntry]:
    return BankEntry.objects.filter(state=BankEntry.State.REVIEW)


class EntryList(MoneyList):
    title = gettext_lazy("Bank entries to look at")
    template_name = "pages/desk/entries.html"
    tab = "entries"

    def get_queryset(self):
        return entries_in_review().select_related("attempt__order").order_by("happened_at", "pk")


class Statement(Desk, FormView):
    """A statement goes in, a report comes out. Sent again, it finds only what is known."""

    room, needs = "payments", "moves_money"
    title = gettext_lazy("Bank statement")
    template_name = "pages/desk/statement.html"
    form_class = StatementForm

    def form_valid(self, form):
        file, account = form.cleaned_data["file"], form.cleaned_data["account"]
        try:
            report = bank.import_statement(file, account=account, at=now(), actor=self.request.user)
        except UnreadableStatement as refusal:
            form.add_error("file", sentence(refusal))
            return self.form_invalid(form)
        return self.render_to_response(self.get_context_data(form=form, report=report))

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"tabs": tabs_of(self.reach), "tab": "statement"}


class EntryForm(MoneyForm):
    """A deed on a bank entry."""

    @cached_property
    def entry(self) -> BankEntry:
        return get_object_or_404(BankEntry.objects.select_related("attempt__order"), pk=self.kwargs["pk"])

    def get_back_url(self):
        return reverse("desk:entries")

    def get_facts(self):
        entry = self.entry
        return [
            (_("Amount"), dong(entry.amount)),
            (_("Day"), ngay(entry.happened_at)),
            (_("Reference"), entry.reference),
            (_("Words"), entry.memo),
            (_("Why it is looked at"), entry.reason),
        ]


class AssignEntry(EntryForm):
    form_class = AssignForm
    title = gettext_lazy("Attach a bank entry to an order")
    action = gettext_lazy("Attach it")

    def form_valid(self, form):
        number = form.cleaned_data["number"].strip().removeprefix("#")
        self.order = Order.objects.filter(number__in={number, *vietqr.orders_named_in(number)}).first()
        if self.order is None:
            form.add_error("number", _("There is no order with this number."))
            return self.form_invalid(form)
        return super().form_valid(form)

    def do(self, form):
        entry = bank.assign(entry=self.entry, order=self.order, at=now(), actor=self.request.user)
        if entry.state == BankEntry.State.MATCHED:
            return _("Order %(number)s is paid.") % {"number": self.order.number}
        return Unfinished(_("The entry stays to be looked at: %(reason)s") % {"reason": entry.reason})


class SetEntryAside(EntryForm):
    form_class = BecauseForm
    title = gettext_lazy("Set a bank entry aside")
    action = gettext_lazy("Set it aside")

    def do(self, form):
        bank.set_aside(entry=self.entry, because=form.cleaned_data["because"], actor=self.request.user)
        return _("Entry %(reference)s is set aside.") % {"reference": self.entry.reference}
