from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from oscar.core.utils import slugify

from catalogue.producers.models import Producer
from shop.address.entry import PlaceForm
from shop.desk.forms.fields import DayField, DongField, KeyedForm, ReasonField, UnitsField
from shop.desk.forms.stock import CHOOSE, WriteOffForm
from shop.fairs.ending import Spoiled
from shop.fairs.models import Fair
from shop.locations.models import Location


class TimeField(forms.TimeField):
    widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})


class FairForm(PlaceForm, forms.ModelForm):
    """Where it is, is chosen as buyers choose it; a point on the map is for who looks for it on foot."""

    line1 = legacy_address = None  # type: ignore[assignment]  # how Django leaves out an inherited field
    latitude = forms.FloatField(
        label=gettext_lazy("Latitude"),
        min_value=-90,
        max_value=90,
        required=False,
        help_text=gettext_lazy("In degrees, such as 15,5697. Left empty, the map shows the middle of the ward."),
    )
    longitude = forms.FloatField(label=gettext_lazy("Longitude"), min_value=-180, max_value=180, required=False)

    class Meta:
        model = Fair
        fields = (
            "name", "name_en", "starts_on", "ends_on", "opens", "closes", "ward", "street", "latitude",
            "longitude", "organiser", "description", "description_en", "booth_fee", "is_shown",
        )  # fmt: skip
        field_classes = {
            "starts_on": DayField, "ends_on": DayField, "opens": TimeField, "closes": TimeField,
            "booth_fee": DongField,
        }  # fmt: skip
        widgets = {
            "starts_on": DayField.widget, "ends_on": DayField.widget,
            "opens": TimeField.widget, "closes": TimeField.widget,
            "booth_fee": DongField.widget,
        }  # fmt: skip

    def __init__(self, *args, instance=None, initial=None, **kwargs):
        here = {"ward": instance.ward.code, "province": instance.ward.province.code} if instance else {}
        super().__init__(*args, instance=instance, initial=here | (initial or {}), **kwargs)
        self.order_fields(["name", "name_en", "starts_on", "ends_on", "opens", "closes", "province", "ward"])

    def clean(self):
        super().clean()
        facts = self.cleaned_data
        if (facts.get("latitude") is None) != (facts.get("longitude") is None):
            self.add_error("longitude", _("Give both latitude and longitude, or neither."))
        if facts.get("starts_on") and facts.get("ends_on") and facts["ends_on"] < facts["starts_on"]:
            self.add_error("ends_on", _("The last day is before the first."))
        if facts.get("opens") and facts.get("closes") and facts["closes"] <= facts["opens"]:
            self.add_error("closes", _("It closes before it opens."))
        return facts

    def save(self, commit=True):
        if not self.instance.slug:
            self.instance.slug = _free_slug(self.instance.name)
        return super().save(commit)


def _free_slug(name: str) -> str:
    slug, n = slugify(name)[:140], 1
    while Fair.objects.filter(slug=slug if n == 1 else f"{slug}-{n}").exists():
        n += 1
    return slug if n == 1 else f"{slug}-{n}"


class InviteForm(forms.Form):
    producer = forms.ModelChoiceField(
        Producer.objects.verified(),
        label=gettext_lazy("Who is invited"),
        required=False,
        empty_label=gettext_lazy("Nobody: we run this booth ourselves"),
    )
    fee = DongField(label=gettext_lazy("Fee for the booth (đ)"), min_value=0, required=False)


class AssignForm(forms.Form):
    number = forms.CharField(label=gettext_lazy("Number of the booth"), max_length=10)
    manager = forms.EmailField(
        label=gettext_lazy("E-mail of who runs it"),
        required=False,
        help_text=gettext_lazy("Somebody with an account here. They see this booth at their desk."),
    )

    def clean_manager(self):
        email = self.cleaned_data["manager"]
        if not email:
            return None
        user = get_user_model().objects.filter(email__iexact=email, is_active=True).first()
        if user is None:
            raise forms.ValidationError(_("Nobody here has this address. Ask them to make an account first."))
        return user


class WithdrawForm(forms.Form):
    reason = ReasonField()


class OpenForm(forms.Form):
    sells_online = forms.BooleanField(
        label=gettext_lazy("The web may sell what lies here"),
        required=False,
        help_text=gettext_lazy("Leave it off where buyers at the booth come first."),
    )


class BoothCountForm(KeyedForm):
    """Blind: a field for each lot, and no word of what is expected."""

    def __init__(self, *args, shelves, **kwargs):
        super().__init__(*args, **kwargs)
        self.shelves = {f"counted_{shelf.pk}": shelf for shelf in shelves}
        for name, shelf in self.shelves.items():
            words = {"product": shelf.lot.product.get_title(), "lot": shelf.lot.code}
            self.fields[name] = UnitsField(label=_("Counted: %(product)s, lot %(lot)s") % words, min_value=0)

    def rows(self) -> list:
        return [(shelf, self[name]) for name, shelf in self.shelves.items()]

    def counted(self) -> dict:
        return {shelf.lot: self.cleaned_data[name] for name, shelf in self.shelves.items()}


class ExplainForm(forms.Form):
    def __init__(self, *args, variances, **kwargs):
        super().__init__(*args, **kwargs)
        self.variances = {f"why_{variance.pk}": variance for variance in variances}
        for name, variance in self.variances.items():
            count = variance.count
            self.fields[name] = ReasonField(
                label=_("%(product)s, lot %(lot)s: counted %(counted)d, the books said %(expected)d") % {
                    "product": count.lot.product.get_title(), "lot": count.lot.code,
                    "counted": count.counted, "expected": count.expected,
                },
                initial=variance.explanation,
            )  # fmt: skip

    def reasons(self) -> dict:
        return {variance: self.cleaned_data[name] for name, variance in self.variances.items()}


class EmptyForm(KeyedForm):
    """Where the rest goes, and what of each lot does not go back."""

    fields: dict[str, Any]

    destination = forms.ModelChoiceField(
        Location.objects.none(), label=gettext_lazy("The rest goes to"), empty_label=CHOOSE
    )

    def __init__(self, *args, shelves, destinations, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["destination"].queryset = destinations
        self.shelves = list(shelves)
        for shelf in self.shelves:
            words = {"product": shelf.lot.product.get_title(), "lot": shelf.lot.code}
            self.fields[f"units_{shelf.pk}"] = UnitsField(
                label=_("Units of %(product)s, lot %(lot)s, that do not go back") % words,
                min_value=0,
                max_value=shelf.on_hand,
                required=False,
            )
            self.fields[f"kind_{shelf.pk}"] = forms.ChoiceField(
                label=_("What happened to %(product)s, lot %(lot)s") % words,
                choices=WriteOffForm.KINDS,
                required=False,
            )
            self.fields[f"reason_{shelf.pk}"] = ReasonField(
                label=_("Why: %(product)s, lot %(lot)s") % words, required=False
            )

    def rows(self) -> list:
        return [
            (shelf, self[f"units_{shelf.pk}"], self[f"kind_{shelf.pk}"], self[f"reason_{shelf.pk}"])
            for shelf in self.shelves
        ]

    def clean(self):
        super().clean()
        for shelf in self.shelves:
            if self.cleaned_data.get(f"units_{shelf.pk}") and not self.cleaned_data.get(f"reason_{shelf.pk}"):
                self.add_error(f"reason_{shelf.pk}", _("Say why they do not go back."))
        return self.cleaned_data

    def spoiled(self) -> dict:
        facts = self.cleaned_data
        return {
            shelf.lot: Spoiled(units, facts[f"kind_{shelf.pk}"], facts[f"reason_{shelf.pk}"])
            for shelf in self.shelves
            if (units := facts.get(f"units_{shelf.pk}"))
        }


class SettleForm(forms.Form):
    cash_counted = DongField(label=gettext_lazy("Cash handed in (đ)"), min_value=0)
    cash_note = ReasonField(label=gettext_lazy("Why, if it differs from what is expected"), required=False)
