from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalogue.traceability.models import Lot
from shop.desk.forms.fields import ReasonField, UnitsField
from shop.locations.models import Location
from shop.stocktaking.deeds import Explanation
from shop.stocktaking.differences import Difference
from shop.stocktaking.models import Line


class BeginForm(forms.Form):
    fields: dict[str, Any]  # each kind of field has attributes of its own

    location = forms.ModelChoiceField(
        Location.objects.none(), label=gettext_lazy("Which location"), empty_label=gettext_lazy("Choose a location")
    )

    def __init__(self, *args, locations, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["location"].queryset = locations
        if len(locations) == 1:
            self.fields["location"].initial = locations[0]


class SheetForm(forms.Form):
    """One field for each shelf. Blind: no figure of the ledger is in it. An empty field is not counted."""

    def __init__(self, *args, shelves, seen: dict[int, int], **kwargs):
        super().__init__(*args, **kwargs)
        self.shelves = {f"seen_{shelf.lot_id}": shelf for shelf in shelves}
        for name, shelf in self.shelves.items():
            words = {"product": shelf.lot.product.get_title(), "lot": shelf.lot.code}
            self.fields[name] = UnitsField(
                label=_("Units seen of %(product)s, lot %(lot)s") % words,
                min_value=0,
                required=False,
                initial=seen.get(shelf.lot_id),
            )

    def rows(self) -> list:
        return [(shelf, self[name]) for name, shelf in self.shelves.items()]

    def counted(self) -> dict[Lot, int]:
        facts = self.cleaned_data
        return {shelf.lot: facts[name] for name, shelf in self.shelves.items() if facts[name] is not None}

    def left_empty(self) -> list[Lot]:
        return [shelf.lot for name, shelf in self.shelves.items() if self.cleaned_data[name] is None]


class ExplainForm(forms.Form):
    """A cause for each difference, and room for words."""

    def __init__(self, *args, differences: list[Difference], **kwargs):
        super().__init__(*args, **kwargs)
        self.differences = [each for each in differences if each.units]
        for each in self.differences:
            words = {"product": each.line.lot.product.get_title(), "lot": each.line.lot.code}
            self.fields[f"cause_{each.line.pk}"] = forms.ChoiceField(
                label=_("What happened to %(product)s, lot %(lot)s") % words,
                choices=[("", _("Choose what happened")), *Line.Cause.choices],
                error_messages={"required": _("Choose what happened.")},
            )
            self.fields[f"reason_{each.line.pk}"] = ReasonField(
                label=_("In your words: %(product)s, lot %(lot)s") % words, max_length=200, required=False
            )

    def rows(self) -> list:
        return [(each, self[f"cause_{each.line.pk}"], self[f"reason_{each.line.pk}"]) for each in self.differences]

    def explanations(self) -> dict[int, Explanation]:
        facts = self.cleaned_data
        return {
            each.line.pk: Explanation(facts[f"cause_{each.line.pk}"], facts[f"reason_{each.line.pk}"])
            for each in self.differences
        }
