from django.db.models import PositiveIntegerField
from django.utils.translation import gettext_lazy as _
from oscar.apps.catalogue.abstract_models import AbstractProductImage
from pictures.models import PictureField

from catalogue.product import OcopProduct


class Product(OcopProduct):
    pass


class ProductImage(AbstractProductImage):
    """A picture kept with its sizes, so that a page of cards asks the database nothing about them."""

    original = PictureField(
        _("Original"),
        upload_to="products/%Y/%m/",
        max_length=255,
        width_field="width",
        height_field="height",
        aspect_ratios=["4/5"],
    )
    width = PositiveIntegerField(default=0, editable=False)
    height = PositiveIntegerField(default=0, editable=False)


from oscar.apps.catalogue.models import *  # noqa: E402, F403
