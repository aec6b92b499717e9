from django import forms
from django.utils.translation import gettext_lazy as _

from shop.complaints.models import Complaint


class ComplaintForm(forms.Form):
    use_required_attribute = False

    kind = forms.ChoiceField(label=_("What it is about"), choices=Complaint.Kind.choices)
    order_number = forms.CharField(
        label=_("Order number"), max_length=20, required=False, widget=forms.TextInput(attrs={"inputmode": "numeric"})
    )
    text = forms.CharField(
        label=_("What happened, and what would put it right"),
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Tell us what happened.")},
    )
    name = forms.CharField(
        label=_("Your name"),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Write your name.")},
    )
    email = forms.EmailField(
        label=_("E-mail"),
        help_text=_("We send the number and our answer there, and use it for nothing else."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": _("Write your e-mail, so that we can answer.")},
    )


class NumberForm(forms.Form):
    use_required_attribute = False

    number = forms.CharField(
        label=_("Number of the complaint"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocapitalize": "characters", "autocomplete": "off"}),
        error_messages={"required": _("Write the number from our letter; it begins with KN.")},
    )

    def clean_number(self) -> str:
        number = "".join(self.cleaned_data["number"].upper().split())
        if not Complaint.objects.filter(number=number).exists():
            raise forms.ValidationError(_("We have no complaint with this number. Look at our letter once more."))
        return number
