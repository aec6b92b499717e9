from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalogue.producers.models import Producer
from shop.desk.forms.fields import DayField


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
