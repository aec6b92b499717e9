from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shop.desk.forms.fields import ReasonField
from shop.locations.models import Location
from shop.pos.discrepancies import Discrepancy

MOST_BYTES = 20 * 2**20


class InviteForm(forms.Form):
    fields: dict[str, Any]  # each kind of field has attributes of its own

    location = forms.ModelChoiceField(
        Location.objects.none(),
        label=gettext_lazy("At which location"),
        empty_label=gettext_lazy("Choose a location"),
    )

    def __init__(self, *args, locations, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["location"].queryset = locations
        if len(locations) == 1:
            self.fields["location"].initial = locations[0]


class PinForm(forms.Form):
    pin = forms.CharField(
        label=gettext_lazy("Six digits"),
        min_length=6,
        max_length=6,
        widget=forms.PasswordInput(
            attrs={"inputmode": "numeric", "autocomplete": "new-password", "pattern": "[0-9]{6}"}
        ),
    )
    again = forms.CharField(
        label=gettext_lazy("The same six digits again"),
        max_length=6,
        widget=forms.PasswordInput(attrs={"inputmode": "numeric", "autocomplete": "new-password"}),
    )

    def clean(self):
        super().clean()
        facts = self.cleaned_data
        if "pin" in facts and facts["pin"] != facts.get("again"):
            self.add_error("again", _("These are not the same six digits."))
        return facts


class ExportForm(forms.Form):
    file = forms.FileField(label=gettext_lazy("The counter's file"), widget=forms.FileInput(attrs={"accept": ".json"}))
    passphrase = forms.CharField(
        label=gettext_lazy("The passphrase given at the counter"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )

    def clean_file(self) -> bytes:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("A counter's file is smaller than 20 MB. Nothing was changed."))
        return file.read()


class ResolveForm(forms.Form):
    resolution = forms.ChoiceField(
        label=gettext_lazy("How it was settled"),
        choices=[choice for choice in Discrepancy.Resolution.choices if choice[0] != "came_later"],
        widget=forms.RadioSelect,
    )
    reason = ReasonField(label=gettext_lazy("What you found"))
