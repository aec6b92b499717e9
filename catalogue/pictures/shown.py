"""The pictures of a product as `components/picture.html` wants them; a drawing from facts where it has none."""

from collections.abc import Iterable

from django.db.models import prefetch_related_objects
from django.utils.safestring import SafeString, mark_safe

from catalogue.drawing import draw, form_for, group_for

RATIO = "4/5"
ASKED = ("images", "criteria_set", "origin_ward")


def bring_pictures(products: Iterable) -> None:
    """What `picture_of` asks of each, in a fixed number of queries, for products that came without `with_facts`."""
    prefetch_related_objects(list(products), *(f"{its}{fact}" for its in ("", "parent__") for fact in ASKED))


def pictures_of(product) -> list[dict]:
    """Each picture of the product, else of its parent: url, width, height, srcset; `large` is for other sites."""
    own = list(product.images.all())
    if not own and product.parent_id:
        own = list(product.parent.images.all())
    return [_sized(image) for image in own]


def picture_of(product) -> dict | SafeString:
    """The first picture; an SVG where the product has none."""
    return next(iter(pictures_of(product)), None) or drawing_of(product)


def drawing_of(product) -> SafeString:
    canonical = product.canonical
    number = canonical.criteria_set.number if canonical.criteria_set else 1
    place = canonical.origin_ward.short_name if canonical.origin_ward else ""
    name = canonical.title
    return mark_safe(draw(name=name, form=form_for(name, number), group=group_for(number), place=place))  # noqa: S308 drawn by us; names are escaped as they are lettered


def _sized(image) -> dict:
    sizes = image.original.aspect_ratios[RATIO]["WEBP"]
    widest = max(sizes, default=None)
    if widest is None:
        url = image.original.url
        return {"url": url, "large": url, "width": image.width, "height": image.height}
    return {
        "url": sizes[min(sizes, key=lambda width: abs(width - 480))].url,
        "large": sizes[widest].url,
        "width": widest,
        "height": sizes[widest].height,
        "srcset": ", ".join(f"{sizes[width].url} {width}w" for width in sorted(sizes)),
    }
