from django import forms
from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalogue.evaluation.models import CriteriaSet
from catalogue.models import Product
from shop.address.entry import PlaceForm

OF_A_SIZE = ("net_quantity", "net_unit", "gtin", "weight_g", "length_mm", "width_mm", "height_mm")
WORDS = ("ingredients", "usage", "storage", "warnings", "declaration_number", "abv")
FLAGS = ("is_chilled", "is_fragile", "is_bulky", "is_seasonal", "is_pickup_only")
# What certificates rest on: officers write it, producers do not.
OFFICIAL = ("criteria_set", "province", "ward")


class FactsForm(PlaceForm, forms.ModelForm):
    """What a label says and what shipping must know. A size has figures of its own and its parent's words."""

    line1 = legacy_address = None  # type: ignore[assignment]  # how Django leaves out an inherited field
    province = forms.ChoiceField(label=gettext_lazy("Province where it is made"), required=False)
    ward = forms.CharField(label=gettext_lazy("Ward where it is made"), required=False, widget=forms.Select)

    class Meta:
        model = Product
        fields = (*OF_A_SIZE[:2], *WORDS, *OF_A_SIZE[2:], *FLAGS, "criteria_set")
        widgets = {name: forms.Textarea(attrs={"rows": 3}) for name in ("ingredients", "usage", "storage", "warnings")}

    def __init__(self, *args, lacking, is_official: bool, **kwargs):
        """`lacking`: names of facts that the label lacks; `is_official`: an officer writes."""
        made_in = kwargs["instance"].origin_ward
        if made_in:
            kwargs["initial"] = {"province": made_in.province.code, "ward": made_in.code} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        of_its_parent = (*WORDS, *FLAGS, *OFFICIAL) if self.instance.is_child else ()
        for name in {*of_its_parent, *(() if is_official else OFFICIAL)}:
            del self.fields[name]
        if "criteria_set" in self.fields:
            in_force = Q(rulebook__in_force_from__lte=localdate()) & (
                Q(rulebook__in_force_to=None) | Q(rulebook__in_force_to__gt=localdate())
            )
            its_own = Q(pk=self.instance.criteria_set_id)
            self.fields["criteria_set"].queryset = CriteriaSet.objects.filter(in_force | its_own)
        for name in ("net_quantity", "abv"):
            # 1.000 reads as a thousand here.
            if self.initial.get(name) is not None:
                self.initial[name] = f"{self.initial[name].normalize():f}"
        for name in lacking:
            if field := self.fields.get({"origin_ward": "ward"}.get(name, name)):
                field.help_text = _("The law wants this on the label.")
        self.order_fields([*OFFICIAL, *self.Meta.fields])

    def clean(self):
        super().clean()
        facts = self.cleaned_data
        if facts.get("net_quantity") and not facts.get("net_unit") and "net_unit" not in self.errors:
            self.add_error("net_unit", _("Say in which unit."))
        if facts.get("province") and not facts.get("ward") and "ward" not in self.errors:
            self.add_error("ward", _("Choose the ward too."))
        return facts

    def save(self, commit=True):
        if "ward" in self.cleaned_data:
            self.instance.origin_ward = self.cleaned_data["ward"]
        return super().save(commit)
