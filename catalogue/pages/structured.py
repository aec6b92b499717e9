"""What a machine reads of a product page: schema.org as JSON-LD."""

import json

from django.utils.safestring import SafeString, mark_safe

from catalogue.pictures.shown import pictures_of

# Nothing in the data may close the script element or open a comment.
ESCAPED = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def product_as_json_ld(product, info, request) -> SafeString:
    """`product` as schema.org Product with one Offer, where it has a price. Prices in whole dong."""
    canonical = product.canonical
    availability = "InStock" if info.availability.is_available_to_buy else "OutOfStock"
    said = {
        "@context": "https://schema.org",
        "@type": "Product",
        "name": product.get_title(),
        "url": request.build_absolute_uri(canonical.get_absolute_url()),
        "image": [request.build_absolute_uri(picture["url"]) for picture in pictures_of(product)],
        "brand": canonical.producer and {"@type": "Brand", "name": canonical.producer.name},
        "gtin": product.gtin,
        "size": product.net_content,
        "offers": info.price.exists
        and {
            "@type": "Offer",
            "price": int(info.price.incl_tax),
            "priceCurrency": "VND",
            "availability": f"https://schema.org/{availability}",
        },
    }
    kept = {name: value for name, value in said.items() if value}
    return mark_safe(json.dumps(kept, ensure_ascii=False).translate(ESCAPED))  # noqa: S308 escaped above
