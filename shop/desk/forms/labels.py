from django import forms
from django.utils.translation import gettext as _

from catalogue.models import Product

OF_A_SIZE = ("net_quantity", "net_unit", "gtin", "weight_g", "length_mm", "width_mm", "height_mm")
WORDS = ("ingredients", "usage", "storage", "warnings", "declaration_number", "abv")
FLAGS = ("is_chilled", "is_fragile", "is_bulky", "is_seasonal", "is_pickup_only")


class FactsForm(forms.ModelForm):
    """What a label says and what shipping must know. A size has figures of its own and its parent's words."""

    class Meta:
        model = Product
        fields = (*OF_A_SIZE[:2], *WORDS, *OF_A_SIZE[2:], *FLAGS)
        widgets = {name: forms.Textarea(attrs={"rows": 3}) for name in ("ingredients", "usage", "storage", "warnings")}

    def __init__(self, *args, lacking=(), **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.is_child:
            for name in (*WORDS, *FLAGS):
                del self.fields[name]
        for name in lacking:
            if name in self.fields:
                self.fields[name].help_text = _("The law wants this on the label.")

    def clean(self):
        facts = super().clean()
        if facts.get("net_quantity") and not facts.get("net_unit") and "net_unit" not in self.errors:
            self.add_error("net_unit", _("Say in which unit."))
        return facts
