"""An address as a buyer writes it: province, then a ward of it, then the house. Works without scripts in two steps."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from phonenumber_field.formfields import PhoneNumberField

from catalogue.places import choices
from catalogue.places.models import Ward


class PlaceForm(forms.Form):
    """Province and ward as selects that scripts turn into fields where one types without accents.

    `cleaned_data["ward"]` is a Ward that holds today and lies in the province.
    """

    fields: dict[str, Any]  # each kind of field has attributes of its own

    province = forms.ChoiceField(label=_("Province or city"))
    ward = forms.CharField(label=_("Ward or commune"), widget=forms.Select)
    line1 = forms.CharField(label=_("House number and street, or hamlet"), max_length=200)
    legacy_address = forms.CharField(
        label=_("Address as it was written before July 2025"),
        max_length=300,
        required=False,
        help_text=_("If the carrier may still know you by it."),
    )
    is_place_needed = True

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        province, ward = self.fields["province"], self.fields["ward"]
        province.choices = [("", _("Choose")), *choices.provinces()]
        ward.widget.choices = [("", _("Choose")), *self._wards()]
        typed = {"data-combobox": "", "data-none": _("Nothing by that name")}
        province.widget.attrs |= typed | {"data-placeholder": _("Type it, with or without accents")}
        ward.widget.attrs |= typed | {
            "data-depends": self.add_prefix("province"),
            "data-url": reverse("places:wards"),
            "data-placeholder": _("Type it, with or without accents"),
        }

    @property
    def chosen_province(self) -> str:
        return str(self["province"].value() or "")

    def clean_ward(self) -> Ward | None:
        code, province = self.cleaned_data["ward"], self.chosen_province
        if not code or not province:
            return None
        ward = (
            Ward.objects.current()
            .select_related("province")
            .filter(code=code, province__code=province, province__valid_to=None)
            .first()
        )
        if ward is None:
            raise ValidationError(_("This ward is not one of today's wards of that province. Choose it from the list."))
        return ward

    def _wards(self) -> list[tuple[str, str]]:
        province = self.chosen_province
        return [(ward["code"], ward["name"]) for ward in choices.wards(province_code=province)] if province else []


class WhoForm(forms.Form):
    """Whom the carrier calls."""

    name = forms.CharField(label=_("Full name"), max_length=100, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    phone = PhoneNumberField(
        label=_("Phone"), region="VN", widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"})
    )
    phone.error_messages["invalid"] = _("This is not a phone number. Write it like 0905 123 456.")
