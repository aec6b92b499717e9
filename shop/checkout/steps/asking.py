"""What checkout asks: where to, to whom, and whether the buyer is an adult."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from shop.address.entry import PlaceForm, WhoForm
from shop.checkout.adults import is_adult
from shop.checkout.gate import BornField
from shop.locations.models import Location

SHIP, PICKUP = "ship", "pickup"
PLACE_FIELDS = ("province", "ward", "line1")
MISSING = {
    "name": _("Write the name of whoever receives the goods."),
    "phone": _("Write a phone number where the carrier can call."),
    "email": _("Write your e-mail, so that we can send you the order."),
    "born": _("Write your date of birth, because there is alcohol in the basket."),
    "province": _("Choose the province or city."),
    "ward": _("Choose the ward or commune."),
    "line1": _("Write the house number and street, or the hamlet."),
    "point": _("Choose where you fetch it."),
}


class DeliveryForm(WhoForm, PlaceForm):
    """`points`: where everything in the basket can be fetched. Fields of the way not taken are not required."""

    use_required_attribute = False
    field_order = ("way", "name", "phone", "email", "born", "province", "ward", "line1", "legacy_address", "point")

    way = forms.ChoiceField(
        label=_("How you get them"),
        choices=[(SHIP, _("Send it to me")), (PICKUP, _("I fetch it"))],
        widget=forms.RadioSelect,
    )
    point = forms.ChoiceField(label=_("Point of sale"), widget=forms.RadioSelect)
    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        help_text=_("For the confirmation and the link to your order."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    note = forms.CharField(
        label=_("Note for us or the carrier"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    born = BornField(
        label=_("Date of birth"),
        help_text=_("There is alcohol in your basket. We check your age and do not keep the date."),
    )
    remember = forms.BooleanField(label=_("Keep this address in my account"), required=False)

    def __init__(self, *args, user, points: list[Location], asks_age: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["point"].choices = [(str(point.pk), point.name) for point in points]
        if len(points) == 1:
            self.fields["point"].initial = str(points[0].pk)
        if user.is_authenticated:
            del self.fields["email"]
        else:
            del self.fields["remember"]
        if not asks_age:
            del self.fields["born"]
        for name, sentence in MISSING.items():
            if name in self.fields:
                self.fields[name].error_messages["required"] = sentence
        way = self["way"].value()
        for name in PLACE_FIELDS if way == PICKUP else ("point",):
            self.fields[name].required = False

    def clean_born(self) -> date:
        born = self.cleaned_data["born"]
        if not is_adult(born, localdate()):
            raise ValidationError(_("Alcohol is sold to people aged 18 or over. Take it out of the basket to go on."))
        return born

    def facts(self) -> dict:
        """What checkout remembers between its steps, as plain text; the date of birth is not among it."""
        given = self.cleaned_data
        return {
            "way": given["way"],
            "name": given["name"],
            "phone": given["phone"].as_e164,
            "email": given.get("email", ""),
            "note": given["note"],
            "province": given.get("province", ""),
            "ward": given["ward"].code if given.get("ward") else "",
            "line1": given.get("line1", ""),
            "legacy_address": given.get("legacy_address", ""),
            "point": given.get("point", ""),
            "remember": given.get("remember", False),
        }
