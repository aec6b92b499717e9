"""What a machine reads of a product page: schema.org as JSON-LD."""

from typing import Any

from django.http import HttpRequest
from django.utils.safestring import SafeString

from catalogue.gtin import worldwide
from catalogue.pages.json_ld import SCHEMA, as_json_ld, known
from catalogue.pictures.shown import pictures_of


def product_page(product, info, *, crumbs, reviews=None, request: HttpRequest) -> SafeString:
    """The product with its offer, and the way to its page. `info`: None where it may not be sold.

    `reviews`: what an upper room knows of them, with `count` and `average`; nothing is said where there is none.
    """
    return as_json_ld({"@graph": [_product(product, info, reviews, request), _way(crumbs, request)]})


def _product(product, info, reviews, request: HttpRequest) -> dict[str, Any]:
    canonical = product.canonical
    url = request.build_absolute_uri(canonical.get_absolute_url())
    return known(
        {
            "@type": "Product",
            "@id": f"{url}#product",
            "name": product.get_title(),
            "description": canonical.description,
            "url": url,
            "image": [request.build_absolute_uri(picture["large"]) for picture in pictures_of(product)],
            "brand": canonical.producer and {"@type": "Brand", "name": canonical.producer.name},
            "gtin": worldwide(product.gtin),
            "size": product.net_content,
            "countryOfOrigin": canonical.origin_ward and {"@type": "Country", "name": "VN"},
            "offers": info and info.price.exists and _offer(info, url),
            "aggregateRating": _rating(reviews),
        }
    )


def _offer(info, url: str) -> dict[str, Any]:
    """Prices in whole dong."""
    availability = "InStock" if info.availability.is_available_to_buy else "OutOfStock"
    return {
        "@type": "Offer",
        "url": url,
        "price": int(info.price.incl_tax),
        "priceCurrency": "VND",
        "availability": f"{SCHEMA}/{availability}",
        "itemCondition": f"{SCHEMA}/NewCondition",
    }


def _rating(reviews) -> dict[str, Any] | None:
    count = getattr(reviews, "count", 0)
    if not isinstance(count, int) or not count:
        return None
    return {"@type": "AggregateRating", "ratingValue": round(float(reviews.average), 1), "reviewCount": count}


def _way(crumbs, request: HttpRequest) -> dict[str, Any]:
    items = [
        known(
            {
                "@type": "ListItem",
                "position": position,
                "name": str(label),
                "item": url and request.build_absolute_uri(str(url)),
            }
        )
        for position, (url, label) in enumerate(crumbs, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}
