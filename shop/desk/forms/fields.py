import re
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

MOST_UNITS = 1_000_000


class KeyedForm(forms.Form):
    """Carries a one-time key, made with the form: sent twice it names the same deed."""

    fields: dict[str, Any]  # each kind of field has attributes of its own

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def source_key(self, deed: str) -> str:
        return f"desk:{deed}:{self.cleaned_data['key'].hex}"


class UnitsField(forms.IntegerField):
    """Whole units, from `min_value` (1 unless told)."""

    def __init__(self, **facts):
        usual: dict[str, Any] = {"min_value": 1, "max_value": MOST_UNITS, "label": _("Quantity")}
        super().__init__(**usual | facts)
        self.widget.attrs["inputmode"] = "numeric"


class DongField(forms.IntegerField):
    """Whole dong; thousands may be set apart, as in 125.000 or 125,000 ₫."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
    THOUSANDS = re.compile(r"(\d{1,3}(?:[.,\s]\d{3})+)\s*[₫đ]?|(\d+)\s*[₫đ]")

    def to_python(self, value):
        if isinstance(value, str) and self.THOUSANDS.fullmatch(value.strip()):
            value = re.sub(r"\D", "", value)
        return super().to_python(value)


class ReasonField(forms.CharField):
    def __init__(self, **facts):
        usual: dict[str, Any] = {"max_length": 300, "label": _("Reason")}
        super().__init__(**usual | facts)


class DayField(forms.DateField):
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
