from django import forms
from django.utils.translation import gettext_lazy as _

from shop.account.entering.models import DIGITS, Passkey


class AskForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mail"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "username webauthn"})
    )


class CodeForm(forms.Form):
    """The digits, however they were typed or pasted."""

    digits = forms.CharField(
        label=_("Code of 6 digits"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "class": "digits"}),
    )

    def clean_digits(self) -> str:
        digits = "".join(sign for sign in self.cleaned_data["digits"] if sign in "0123456789")
        if len(digits) != DIGITS:
            raise forms.ValidationError(_("The code has 6 digits."))
        return digits


class PasskeyNameForm(forms.ModelForm):
    class Meta:
        model = Passkey
        fields = ("name",)
        labels = {"name": _("What you call it")}
        help_texts = {"name": _("For example: my phone, the computer at the shop.")}
