from collections.abc import Callable, Iterable

from django.apps import apps
from django.db import models
from django.utils.translation import gettext_lazy as _

from catalogue.folding import fold
from catalogue.places.models import Ward


class VietnameseAddress(models.Model):
    """Two levels since 1 July 2025, province and ward, with the old wording kept beside them."""

    ward = models.ForeignKey(Ward, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("ward"))
    legacy_address = models.CharField(_("address as written before July 2025"), max_length=300, blank=True)

    # What Oscar's addresses, beside which this stands, already have.
    salutation: str
    line1: str
    search_fields: list[str]
    get_field_values: Callable[[Iterable[str]], list]
    join_fields: Callable[..., str]

    class Meta:
        abstract = True

    def active_address_fields(self) -> list[str]:
        parts = [self.salutation, self.line1]
        if self.ward:
            parts += [self.ward.name, self.ward.province.name]
        return [part for part in parts if part]

    def get_address_field_values(self, fields) -> list[str]:
        """Oscar's hash strips each value as text; a ward's key and a phone number are none."""
        return [str(value).strip() for value in self.get_field_values(fields) if value]

    def _update_search_text(self):
        """What staff search in: folded, so that a name is found without its accents."""
        self.search_text = fold(self.join_fields(self.search_fields, separator=" "))


def vietnam():
    """The one country that we send to, as Oscar's addresses want it."""
    countries = apps.get_model("address", "Country").objects
    return countries.get_or_create(
        iso_3166_1_a2="VN", defaults={"printable_name": "Việt Nam", "name": "Việt Nam", "is_shipping_country": True}
    )[0]
