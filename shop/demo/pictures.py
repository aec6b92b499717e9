"""Pictures drawn from facts, for goods that have none yet."""

from datetime import datetime

from django.core.files.base import ContentFile
from oscar.core.loading import get_model
from oscar.core.utils import slugify

from catalogue.drawing import draw, form_for, group_for, render

Product = get_model("catalogue", "Product")
ProductImage = get_model("catalogue", "ProductImage")

# The widest that a page asks for: half of the container at twice the density.
WIDTH = 1200


def build(*, at: datetime, track) -> None:
    bare = Product.objects.filter(upc__startswith="OCOP-", parent=None, images=None).order_by("upc")
    for product in track(list(bare.select_related("origin_ward", "criteria_set")), "pictures"):
        svg = draw(
            name=product.title,
            form=form_for(product.title, product.criteria_set.number),
            group=group_for(product.criteria_set.number),
            place=product.origin_ward.name,
        )
        ProductImage.objects.create(
            product=product,
            caption=f"Hình vẽ minh họa: {product.title}",
            original=ContentFile(render(svg, width=WIDTH), name=f"{slugify(product.title)}.png"),
        )
