"""What is done to a whole order: cancel it, give money back, record the cash that came in for it."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shop.desk.forms.orders import CancelForm, CashForm, RefundForm
from shop.desk.frame import DeedForm
from shop.desk.selling.orders import buyer_of, with_everything
from shop.order.models import Order
from shop.payment import refunding, settling
from shop.payment.attempts import House
from shop.payment.calling_off import call_off, give_up
from themes.templatetags.theme import dong


class SettlingForm(DeedForm):
    """A deed on a whole order, for those who may settle it."""

    room, needs = "orders", "settles_orders"

    @cached_property
    def order(self) -> Order:
        order = get_object_or_404(with_everything(self.reach.orders()), number=self.kwargs["number"])
        if not self.reach.may_settle(order):
            raise Http404
        return order

    def get_back_url(self):
        return reverse("desk:order", args=[self.order.number])


class Cancel(SettlingForm):
    form_class = CancelForm
    action = gettext_lazy("Cancel this order")
    intro = gettext_lazy("The goods go back to the shelf for others, and money already paid is given back in full.")
    is_danger = True

    def get_title(self):
        return _("Cancel order %(number)s") % {"number": self.order.number}

    def get_facts(self):
        return [(_("Buyer"), buyer_of(self.order)), (_("Total"), dong(self.order.total_incl_tax))]

    def do(self, form):
        refund = call_off(order=self.order, because=form.cleaned_data["because"], at=now(), actor=self.request.user)
        if refund:
            return _("Order %(number)s is cancelled. %(amount)s goes back to the buyer.") % {
                "number": self.order.number,
                "amount": dong(refund.amount),
            }
        return _("Order %(number)s is cancelled. Nothing had been paid.") % {"number": self.order.number}


class GiveUp(SettlingForm):
    """For an order of which every parcel came back undelivered."""

    form_class = CancelForm
    action = gettext_lazy("End this order")
    intro = gettext_lazy("Nothing reached the buyer and all is back. What was paid is given back in full.")
    is_danger = True

    def get_title(self):
        return _("End order %(number)s") % {"number": self.order.number}

    def get_facts(self):
        return [(_("Buyer"), buyer_of(self.order)), (_("Total"), dong(self.order.total_incl_tax))]

    def do(self, form):
        refund = give_up(order=self.order, because=form.cleaned_data["because"], at=now(), actor=self.request.user)
        if refund:
            return _("Order %(number)s is over. %(amount)s goes back to the buyer.") % {
                "number": self.order.number,
                "amount": dong(refund.amount),
            }
        return _("Order %(number)s is over. Nothing had been paid.") % {"number": self.order.number}


class RefundLines(SettlingForm):
    form_class = RefundForm
    action = gettext_lazy("Give the money back")

    def get_title(self):
        return _("Refund for order %(number)s") % {"number": self.order.number}

    def get_facts(self):
        attempts = self.order.attempts.all()
        return [
            (_("Buyer"), buyer_of(self.order)),
            (_("Paid"), dong(sum(attempt.captured for attempt in attempts))),
            (_("Given back"), dong(sum(attempt.refunded for attempt in attempts))),
        ]

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {
            "lines": self.order.lines.all(),
            "shipping_paid": int(self.order.shipping_incl_tax),
        }

    def do(self, form):
        refund = refunding.refund(
            order=self.order,
            lines=form.units(),
            shipping=form.cleaned_data["shipping"],
            reason=form.cleaned_data["reason"],
            key=form.source_key("refund"),
            still_send=form.cleaned_data["still_send"],
            at=now(),
            actor=self.request.user,
        )
        return _("%(amount)s is being given back for order %(number)s.") % {
            "amount": dong(refund.amount),
            "number": self.order.number,
        }


class RecordCash(DeedForm):
    """Cash for an order paid on delivery: at the counter, or from the carrier."""

    room, needs = "orders", "moves_goods"
    form_class = CashForm
    action = gettext_lazy("Record the cash")

    @cached_property
    def order(self) -> Order:
        mine = self.reach.parcels_in_hand().values("order")
        orders = self.reach.orders().filter(pk__in=mine, attempts__house=House.CASH)
        return get_object_or_404(orders.select_related("shipping_address", "user"), number=self.kwargs["number"])

    def get_title(self):
        return _("Cash for order %(number)s") % {"number": self.order.number}

    def get_back_url(self):
        return reverse("desk:order", args=[self.order.number])

    def get_facts(self):
        return [
            (_("Buyer"), buyer_of(self.order)),
            (_("Still to come in"), dong(settling.amount_due(self.order))),
        ]

    def do(self, form):
        facts = form.cleaned_data
        settling.record_cash(order=self.order, **facts, at=now(), actor=self.request.user)
        return _("%(amount)s in cash is recorded for order %(number)s.") % {
            "amount": dong(facts["amount"]),
            "number": self.order.number,
        }
