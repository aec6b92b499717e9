from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalogue.traceability.models import Lot
from shop.desk.forms.fields import DayField, KeyedForm, ReasonField, UnitsField
from shop.locations.models import Location
from shop.stock.models import Movement

CHOOSE = gettext_lazy("Choose a location")


class ReceiveForm(KeyedForm):
    """Goods of one product: a lot that is known, or a new one with its code and dates."""

    location = forms.ModelChoiceField(
        Location.objects.none(), label=gettext_lazy("At which location"), empty_label=CHOOSE
    )
    quantity = UnitsField(label=gettext_lazy("Units received"))
    lot = forms.ModelChoiceField(
        Lot.objects.none(), label=gettext_lazy("Lot"), required=False, empty_label=gettext_lazy("A new lot")
    )
    code = forms.CharField(
        label=gettext_lazy("Code of the new lot"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=gettext_lazy("As printed on the pack: letters without accents and digits, no spaces."),
    )
    made_on = DayField(label=gettext_lazy("Made on"), required=False)
    expires_on = DayField(
        label=gettext_lazy("Best before"),
        required=False,
        help_text=gettext_lazy("Leave it empty for goods that keep for ever."),
    )

    def __init__(self, *args, product, locations, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["location"].queryset = locations
        self.fields["lot"].queryset = product.lots.all()
        self.fields["lot"].label_from_instance = said_of_lot
        if len(locations) == 1:
            self.fields["location"].initial = locations[0]

    def clean(self):
        super().clean()
        facts = self.cleaned_data
        if facts.get("lot"):
            for name in ("code", "made_on", "expires_on"):
                if facts.get(name):
                    self.add_error(name, _("Choose a known lot or describe a new one, not both."))
            return facts
        if not facts.get("code") and "code" not in self.errors:
            self.add_error("code", _("Choose a lot above, or give the code of the new one."))
        made_on = facts.get("made_on")
        if facts.get("code") and not made_on and "made_on" not in self.errors:
            self.add_error("made_on", _("Say when the new lot was made."))
        if made_on and made_on > localdate():
            self.add_error("made_on", _("This day is still to come."))
        return facts


def said_of_lot(lot: Lot) -> str:
    if lot.expires_on:
        return _("%(lot)s, best before %(day)s") % {"lot": lot.code, "day": lot.expires_on.strftime("%d/%m/%Y")}
    return lot.code


class HoldForm(forms.Form):
    """Which lot of one product, and why."""

    fields: dict[str, Any]
    lot = forms.ModelChoiceField(
        Lot.objects.none(), label=gettext_lazy("Lot"), empty_label=gettext_lazy("Choose a lot")
    )
    reason = ReasonField(help_text=gettext_lazy("Those who work at points of sale read it."))

    def __init__(self, *args, product, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["lot"].queryset = product.lots.not_held()
        self.fields["lot"].label_from_instance = said_of_lot


class ReleaseForm(forms.Form):
    reason = ReasonField(help_text=gettext_lazy("What was found out."))


class CountForm(KeyedForm):
    """Blind: it does not say what is expected."""

    counted = UnitsField(label=gettext_lazy("Units that you counted"), min_value=0)
    reason = ReasonField(label=gettext_lazy("Why you counted"))


class WriteOffForm(KeyedForm):
    KINDS = (
        (Movement.Kind.DAMAGE, gettext_lazy("Damaged")),
        (Movement.Kind.EXPIRE, gettext_lazy("Past its date")),
        (Movement.Kind.RETURN_TO_PRODUCER, gettext_lazy("Returned to the producer")),
    )
    kind = forms.ChoiceField(label=gettext_lazy("What happened"), choices=KINDS, widget=forms.RadioSelect)
    quantity = UnitsField(label=gettext_lazy("Units that leave the shelf"))
    reason = ReasonField()


class SendForm(KeyedForm):
    """Units by shelf of one location. `shelves`: balances with `lot__product`."""

    destination = forms.ModelChoiceField(Location.objects.none(), label=gettext_lazy("To"), empty_label=CHOOSE)

    def __init__(self, *args, shelves, destinations, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["destination"].queryset = destinations
        self.shelves = {f"units_{shelf.pk}": shelf for shelf in shelves}
        for name, shelf in self.shelves.items():
            words = {"product": shelf.lot.product.get_title(), "lot": shelf.lot.code}
            self.fields[name] = UnitsField(
                label=_("Units of %(product)s, lot %(lot)s") % words,
                min_value=0,
                max_value=shelf.on_hand - shelf.reserved,
                required=False,
            )

    def rows(self) -> list:
        return [(shelf, self[name]) for name, shelf in self.shelves.items()]

    def clean(self):
        super().clean()
        facts = self.cleaned_data
        if not self.errors and not self.quantities():
            raise forms.ValidationError(_("Say how many units of at least one lot to send."))
        return facts

    def quantities(self) -> dict[Lot, int]:
        return {shelf.lot: units for name, shelf in self.shelves.items() if (units := self.cleaned_data.get(name))}


class ArrivalForm(KeyedForm):
    """What came of each line: whole, damaged; what is missing follows. A difference says why."""

    def __init__(self, *args, lines, **kwargs):
        super().__init__(*args, **kwargs)
        self.lines = list(lines)
        for line in self.lines:
            words = {"product": line.lot.product.get_title(), "lot": line.lot.code}
            self.fields[f"received_{line.pk}"] = UnitsField(
                label=_("Arrived whole: %(product)s, lot %(lot)s") % words, min_value=0, max_value=line.sent
            )
            self.fields[f"damaged_{line.pk}"] = UnitsField(
                label=_("Arrived damaged: %(product)s, lot %(lot)s") % words,
                min_value=0,
                max_value=line.sent,
                required=False,
            )
            self.fields[f"reason_{line.pk}"] = ReasonField(
                label=_("Why some are missing or damaged: %(product)s, lot %(lot)s") % words, required=False
            )

    def rows(self) -> list:
        return [
            (line, self[f"received_{line.pk}"], self[f"damaged_{line.pk}"], self[f"reason_{line.pk}"])
            for line in self.lines
        ]

    def clean(self):
        super().clean()
        facts = self.cleaned_data
        for line in self.lines:
            received, damaged = facts.get(f"received_{line.pk}"), facts.get(f"damaged_{line.pk}") or 0
            if received is None:
                continue
            if received + damaged > line.sent:
                self.add_error(
                    f"received_{line.pk}",
                    _("%(sent)d were sent, so no more than that can have arrived.") % {"sent": line.sent},
                )
            elif (damaged or received < line.sent) and not facts.get(f"reason_{line.pk}"):
                self.add_error(f"reason_{line.pk}", _("Say why some are missing or damaged."))
        return facts
