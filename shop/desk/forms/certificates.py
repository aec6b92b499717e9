from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy

from shop.desk.forms.fields import DayField, ReasonField


class IssueForm(forms.Form):
    number = forms.CharField(
        label=gettext_lazy("Number of the certificate"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    stars = forms.TypedChoiceField(
        label=gettext_lazy("Stars"),
        choices=[(3, "★★★ 3"), (4, "★★★★ 4"), (5, "★★★★★ 5")],
        coerce=int,
        widget=forms.RadioSelect,
    )
    decision = forms.CharField(label=gettext_lazy("Decision"), max_length=100)
    authority = forms.CharField(label=gettext_lazy("Issued by"), max_length=200)
    issued_on = DayField(label=gettext_lazy("Issued on"), initial=localdate)
    scan = forms.FileField(
        label=gettext_lazy("Scan of the paper"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,image/*"}),
    )


class ExtendForm(forms.Form):
    until = DayField(label=gettext_lazy("Valid to"), help_text=gettext_lazy("The last day, included."))


class RevokeForm(forms.Form):
    on = DayField(label=gettext_lazy("Revoked from"), initial=localdate)
    because = ReasonField(
        label=gettext_lazy("Reason"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Everybody sees it."),
    )
