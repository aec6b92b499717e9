"""What an offer may give here: whole dong off goods."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shop.offer.applicator import OF_SHIPPING
from shop.offer.models import Benefit


class WholeReduction(forms.ModelForm):
    """Mixin for Oscar's form of a benefit."""

    def clean_type(self) -> str:
        kind = self.cleaned_data["type"]
        if kind in OF_SHIPPING:
            raise forms.ValidationError(
                _(
                    "Reductions on shipping are not made here: each parcel goes at its carrier's price. "
                    "Take an amount off the goods instead."
                )
            )
        return kind

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or self.cleaned_data
        value = facts.get("value")
        if value is not None and facts.get("type") != Benefit.PERCENTAGE and value != value.to_integral_value():
            self.add_error("value", _("An amount is a whole number of dong."))
        return facts
