"""Money seen by people: transfers to confirm, statements, entries to look at, refunds by hand, differences."""

from django import forms
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import Promise, cached_property
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, ListView

from shop.desk.forms.payments import AssignForm, BecauseForm, PaidBackForm, StatementForm, TransferForm
from shop.desk.frame import PER_PAGE, DeedForm, Desk, Unfinished, sentence
from shop.order.models import Order
from shop.payment import bank, reconciling, refunding, settling
from shop.payment.attempts import BankEntry, Break, House, PaymentAttempt, Refund
from shop.payment.exceptions import UnreadableStatement
from shop.payment.houses import vietqr
from themes.templatetags.theme import dong, ngay


def waiting_for_transfer() -> QuerySet[PaymentAttempt]:
    waiting = (PaymentAttempt.State.CREATED, PaymentAttempt.State.OPEN)
    return PaymentAttempt.objects.filter(house=House.VIETQR, state__in=waiting, order__status=Order.AWAITING_PAYMENT)


def entries_in_review() -> QuerySet[BankEntry]:
    return BankEntry.objects.filter(state=BankEntry.State.REVIEW)


def refunds_by_hand() -> QuerySet[Refund]:
    return Refund.objects.by_hand()


def open_breaks() -> QuerySet[Break]:
    return Break.objects.filter(resolved_at=None)


class MoneyList(Desk, ListView):
    """A list of money that waits for a person. `tab` is its place among the others."""

    room, needs = "payments", "sees_money"
    paginate_by = PER_PAGE
    tab = ""
    TABS = (
        ("payments", gettext_lazy("Transfers to confirm")),
        ("entries", gettext_lazy("Bank entries")),
        ("refunds", gettext_lazy("Refunds to pay back")),
        ("breaks", gettext_lazy("Differences")),
        ("statement", gettext_lazy("Bank statement")),
    )

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"tabs": tabs_of(self.reach), "tab": self.tab}


def tabs_of(reach) -> list[tuple[str, str, str | Promise]]:
    return [
        (name, reverse(f"desk:{name}"), label)
        for name, label in MoneyList.TABS
        if name != "statement" or reach.moves_money
    ]


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


class EntryList(MoneyList):
    title = gettext_lazy("Bank entries to look at")
    template_name = "pages/desk/entries.html"
    tab = "entries"

    def get_queryset(self):
        return entries_in_review().select_related("attempt__order").order_by("happened_at", "pk")


class RefundList(MoneyList):
    title = gettext_lazy("Refunds to pay back by hand")
    template_name = "pages/desk/refunds.html"
    tab = "refunds"

    def get_queryset(self):
        refunds = refunds_by_hand().select_related("attempt__order__shipping_address", "attempt__order__user")
        return refunds.order_by("asked_at", "pk")


class BreakList(MoneyList):
    title = gettext_lazy("Payment differences")
    template_name = "pages/desk/breaks.html"
    tab = "breaks"

    def get_queryset(self):
        return open_breaks().select_related("attempt__order").order_by("found_at", "pk")


class MoneyForm(DeedForm):
    room, needs = "payments", "moves_money"


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
