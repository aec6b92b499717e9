"""What the law wants said of a product beside its name and price (Decrees 37/2026 and 15/2018), as label and text."""

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from catalogue.evaluation.models import CriteriaSet
from themes.templatetags.theme import ngay


def facts_of(product, *, lot=None) -> list[tuple[str, str]]:
    """Facts of a product or size; `lot` is the one being sold. Only what is known."""
    canonical = product.canonical
    producer = canonical.producer
    medicinal = canonical.criteria_set and canonical.criteria_set.group == CriteriaSet.Group.MEDICINAL
    said = [
        (_("Net quantity"), product.net_content),
        (_("Ingredients or materials"), canonical.ingredients),
        (_("Alcohol"), canonical.abv and _("%(abv)s %% vol.") % {"abv": number_format(canonical.abv.normalize())}),
        (_("How to use"), canonical.usage),
        (_("How to keep"), canonical.storage),
        (_("Warnings"), canonical.warnings),
        (_("Please note"), medicinal and _("This product is not a medicine and does not replace one.")),
        (_("Made on"), lot and ngay(lot.made_on)),
        (_("Best before"), lot and ngay(lot.expires_on)),
        (_("Made in"), canonical.origin_ward and canonical.origin_ward.full_name),
        (_("Responsible for it"), producer and ", ".join(part for part in (producer.name, _address(producer)) if part)),
        (_("Declaration number"), canonical.declaration_number),
        (_("Barcode"), product.gtin),
    ]
    return [(label, text) for label, text in said if text]


def _address(producer) -> str:
    return ", ".join(part for part in (producer.street, producer.ward.full_name) if part)
