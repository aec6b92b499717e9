from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalogue.producers.models import Producer
from shop.desk.forms.fields import DayField
from shop.locations.models import Location


class CloseForm(forms.Form):
    fields: dict[str, Any]

    producer = forms.ModelChoiceField(Producer.objects.none(), label=gettext_lazy("Producer"))
    until = DayField(label=gettext_lazy("Up to, this day too"))

    def __init__(self, *args, producers, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["producer"].queryset = producers

    def clean_until(self):
        day = self.cleaned_data["until"]
        if day > localdate():
            raise forms.ValidationError(_("This day is still to come."))
        return day


class PayForm(forms.Form):
    reference = forms.CharField(label=gettext_lazy("The bank's reference"), max_length=100)


class AgreeForm(forms.Form):
    producer = forms.ModelChoiceField(
        Producer.objects.all(),
        label=gettext_lazy("Producer"),
        required=False,
        empty_label=gettext_lazy("Every producer"),
    )
    location_kind = forms.ChoiceField(
        label=gettext_lazy("Where"), choices=[("", gettext_lazy("Everywhere")), *Location.Kind.choices], required=False
    )
    percent = forms.DecimalField(
        label=gettext_lazy("The operator's share (%)"), min_value=0, max_value=100, decimal_places=1
    )
    valid_from = DayField(label=gettext_lazy("In force from"))
    note = forms.CharField(label=gettext_lazy("Contract"), max_length=200, required=False)

    def agreed(self) -> dict[str, Any]:
        facts = dict(self.cleaned_data)
        return facts | {"permille": int(facts.pop("percent") * 10)}


class EndForm(forms.Form):
    until = DayField(label=gettext_lazy("Up to, this day too"))
