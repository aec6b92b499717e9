from datetime import datetime, time

from django import forms
from django.conf import settings
from django.utils.timezone import localdate, make_aware
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shop.desk.forms.fields import DayField, DongField, ReasonField


class TransferForm(forms.Form):
    """A transfer that somebody saw on the account. The amount is typed, not offered: what came is what counts."""

    amount = DongField(label=gettext_lazy("Amount that came in (đ)"), min_value=1)
    reference = forms.CharField(
        label=gettext_lazy("Bank's reference"),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=gettext_lazy("As the bank writes it. One reference counts once."),
    )
    day = DayField(label=gettext_lazy("Day of the transfer"), initial=localdate)

    def clean_day(self):
        day = self.cleaned_data["day"]
        if day > localdate():
            raise forms.ValidationError(_("This day is still to come."))
        return day

    def happened_at(self) -> datetime:
        return make_aware(datetime.combine(self.cleaned_data["day"], time()))


class StatementForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Statement of the bank"),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.xlsx,.txt"}),
        help_text=gettext_lazy("CSV or Excel, up to 5 MB. The same statement may be sent again: nothing counts twice."),
    )
    account = forms.CharField(
        label=gettext_lazy("Account, where the file does not say it"),
        max_length=30,
        required=False,
        initial=lambda: settings.VIETQR_ACCOUNT,
    )


class AssignForm(forms.Form):
    number = forms.CharField(
        label=gettext_lazy("Order number"), max_length=40, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )


class BecauseForm(forms.Form):
    because = ReasonField()


class PaidBackForm(forms.Form):
    reference = forms.CharField(label=gettext_lazy("Reference of the transfer back, or of the receipt"), max_length=100)
