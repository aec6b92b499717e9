from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shop.desk.forms.fields import DongField, KeyedForm, ReasonField, UnitsField
from shop.payment.attempts import Refund
from themes.templatetags.theme import dong


class CancelForm(KeyedForm):
    because = ReasonField(label=gettext_lazy("Reason, which the buyer is told"))


class RefundForm(KeyedForm):
    """Units by line, dong of shipping, reason. `lines`: order lines with `refund_lines__refund` at hand."""

    shipping = DongField(label=gettext_lazy("Shipping to give back (đ)"), min_value=0, initial=0)
    still_send = forms.BooleanField(
        label=gettext_lazy("Send the goods all the same"),
        required=False,
        help_text=gettext_lazy("Otherwise units that have not been sent yet are taken out of the order."),
    )
    reason = ReasonField(label=gettext_lazy("Reason, which the buyer is told"))

    def __init__(self, *args, lines, shipping_paid: int, **kwargs):
        super().__init__(*args, **kwargs)
        self.lines = {f"units_{line.pk}": line for line in lines}
        for name, line in self.lines.items():
            self.fields[name] = UnitsField(
                label=line.title,
                min_value=0,
                initial=0,
                help_text=_("Ordered: %(ordered)d. Already refunded: %(refunded)d.")
                % {"ordered": line.quantity, "refunded": refunded(line)},
            )
        self.fields["shipping"].help_text = _("Paid for shipping: %(paid)s.") % {"paid": dong(shipping_paid)}
        self.order_fields(["key", *self.lines, "shipping", "still_send", "reason"])

    def units(self) -> dict:
        """{order Line: units} of what was asked for."""
        return {line: units for name, line in self.lines.items() if (units := self.cleaned_data.get(name))}


def refunded(line) -> int:
    return sum(part.quantity for part in line.refund_lines.all() if part.refund.state != Refund.State.FAILED)


class CashForm(forms.Form):
    amount = DongField(label=gettext_lazy("Cash received (đ)"), min_value=1)
    reference = forms.CharField(
        label=gettext_lazy("Number of the carrier's remittance or of our receipt"),
        max_length=100,
        help_text=gettext_lazy("The same number is recorded once."),
    )


class DispatchForm(forms.Form):
    tracking_number = forms.CharField(
        label=gettext_lazy("Tracking number"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
        help_text=gettext_lazy("As on the carrier's receipt. The buyer sees it."),
    )


class HandOverForm(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("Code that the buyer shows"),
        max_length=12,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        help_text=gettext_lazy("Six digits, from the letter or the page of the order."),
    )


class ReturnForm(KeyedForm):
    restocked = UnitsField(label=gettext_lazy("Good, back on the shelf"), min_value=0, initial=0)
    written_off = UnitsField(label=gettext_lazy("Not fit to sell, written off"), min_value=0, initial=0)
    reason = ReasonField(label=gettext_lazy("Why it came back, and what was seen"))

    def clean(self):
        super().clean()
        figures = self.cleaned_data
        if not figures.get("restocked") and not figures.get("written_off") and not self.errors:
            raise forms.ValidationError(_("Say how many came back: at least one unit."))
        return figures
